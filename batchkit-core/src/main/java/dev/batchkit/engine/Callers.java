package dev.batchkit.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The threads of one run that do its handler's slow work. They are made when they are needed, and
 * gone when this is closed; one that does not heed an interrupt is left behind.
 */
final class Callers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ActiveRun<?, ?> run;
  private final int most;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private volatile boolean interrupted;
  private volatile boolean closed;
  private @Nullable ExecutorService threads;

  Callers(ActiveRun<?, ?> run, int most) {
    this.run = run;
    this.most = most;
  }

  /** Asks for a row on a thread of these. */
  void ask(int place, Supplier<Answer> question) {
    if (threads == null) {
      threads = Executors.newFixedThreadPool(most, factory());
    }
    threads.execute(() -> give(answer(place, question)));
  }

  /** An answer that comes when nobody listens any more is closed here. */
  private void give(Answer answer) {
    answers.add(answer);
    if (closed) {
      closeAnswers();
    }
  }

  private void closeAnswers() {
    for (Answer left = answers.poll(); left != null; left = answers.poll()) {
      left.close();
    }
  }

  private Answer answer(int place, Supplier<Answer> question) {
    boolean unused = Thread.interrupted();
    try {
      return interrupted ? Answer.unknown(place, "") : question.get();
    } catch (Error e) {
      return Answer.broken(place, e);
    }
  }

  private ThreadFactory factory() {
    String batch = run.batch().id().toString();
    String id = run.log().id();
    return work -> {
      Runnable marked =
          () -> {
            MDC.put("batchkit.batch", batch);
            MDC.put("batchkit.run", id);
            work.run();
          };
      Thread thread = new Thread(marked, "batchkit-call-" + batch + "-" + (made.size() + 1));
      thread.setDaemon(true);
      made.add(thread);
      return thread;
    };
  }

  /** Waits for an answer; null if none came in this time. */
  @Nullable Answer next(long nanos) throws InterruptedException {
    return answers.poll(nanos, TimeUnit.NANOSECONDS);
  }

  /** The answers that are here, without waiting. */
  void drainTo(List<Answer> list) {
    answers.drainTo(list);
  }

  /** Lets nobody wait before asking again. */
  void stopWaiting() {
    stopping.countDown();
  }

  /** Waits on a thread of these; false if it shall not ask again. */
  boolean await(Duration time) throws InterruptedException {
    long most = TimeUnit.DAYS.toMillis(10_000);
    long millis = time.compareTo(Duration.ofMillis(most)) > 0 ? most : time.toMillis() + 1;
    return !stopping.await(millis, TimeUnit.MILLISECONDS);
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /** Interrupts what is under way, and waits a while for the answers. */
  void interrupt() {
    interrupted = true;
    stopWaiting();
    if (threads == null) {
      return;
    }
    threads.shutdownNow();
    boolean again = Thread.interrupted();
    try {
      if (!join(System.nanoTime() + PATIENCE.toNanos())) {
        LOG.warn(
            "{}: calls do not heed an interrupt and are left behind; what comes of them is not"
                + " stored",
            run.batch().name());
      }
    } catch (InterruptedException e) {
      again = true;
    } finally {
      if (again) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for the threads themselves: a pool is terminated before its last thread has ended. */
  private boolean join(long deadline) throws InterruptedException {
    for (Thread thread : made) {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
      if (thread.isAlive()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (!interrupted) {
      interrupt();
    }
    closed = true;
    closeAnswers();
  }
}
