package dev.batchkit.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Takes the time and the memory of one run. */
final class Meter {
  private static final ThreadMXBean THREADS =
      Objects.requireNonNull(ManagementFactory.getPlatformMXBean(ThreadMXBean.class));
  private static final List<MemoryPoolMXBean> POOLS = heapPools();
  private static final AtomicLong AFTER_GC = new AtomicLong();

  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);
  private final Map<Phase, Long> cpuNanos = new EnumMap<>(Phase.class);
  private long allocated;

  /** Work that may throw. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  static {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, unused) -> noteGc(notification.getUserData()), null, null);
    }
  }

  /** Begins with a heap without garbage. */
  Meter() {
    System.gc();
    POOLS.forEach(MemoryPoolMXBean::resetPeakUsage);
    AFTER_GC.set(0);
  }

  private static List<MemoryPoolMXBean> heapPools() {
    List<MemoryPoolMXBean> pools = new ArrayList<>(ManagementFactory.getMemoryPoolMXBeans());
    pools.removeIf(pool -> pool.getType() != MemoryType.HEAP);
    return pools;
  }

  private static void noteGc(Object data) {
    if (data instanceof CompositeData composite) {
      long used = 0;
      Map<String, MemoryUsage> after =
          GarbageCollectionNotificationInfo.from(composite).getGcInfo().getMemoryUsageAfterGc();
      for (MemoryPoolMXBean pool : POOLS) {
        MemoryUsage usage = after.get(pool.getName());
        used += usage == null ? 0 : usage.getUsed();
      }
      AFTER_GC.accumulateAndGet(used, Math::max);
    }
  }

  void measure(Phase phase, Work work) throws Exception {
    long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
    long cpuBefore = THREADS.getCurrentThreadCpuTime();
    long begun = System.nanoTime();
    work.run();
    nanos.merge(phase, System.nanoTime() - begun, Long::sum);
    cpuNanos.merge(phase, THREADS.getCurrentThreadCpuTime() - cpuBefore, Long::sum);
    allocated += THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore;
  }

  /** What was measured until now. */
  Figures figures() {
    long peak = POOLS.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Figures(Map.copyOf(nanos), Map.copyOf(cpuNanos), allocated, peak, AFTER_GC.get());
  }

  /**
   * The figures of one run.
   *
   * @param nanos time of each phase
   * @param cpuNanos processor time of each phase, without the wait for the disk
   * @param allocated bytes that its thread allocated in all phases
   * @param peakHeap most bytes of heap in use, garbage included
   * @param liveHeap most bytes of heap in use after a collection
   */
  record Figures(
      Map<Phase, Long> nanos,
      Map<Phase, Long> cpuNanos,
      long allocated,
      long peakHeap,
      long liveHeap) {}
}
