package dev.batchkit.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Threads that begin at the same moment. */
final class Crowd {
  private static final long DEADLINE_SECONDS = 60;

  private Crowd() {}

  /** What came of each; what one of them threw is thrown. */
  static <T> List<T> of(int size, IntFunction<Callable<T>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(size);
    try {
      CyclicBarrier start = new CyclicBarrier(size);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Callable<T> mine = work.apply(i);
        futures.add(
            threads.submit(
                () -> {
                  start.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                  return mine.call();
                }));
      }
      return all(futures);
    } finally {
      threads.shutdownNow();
    }
  }

  /** What comes of work on another thread. */
  static <T> T elsewhere(Callable<T> work) throws Exception {
    return of(1, i -> work).get(0);
  }

  private static <T> List<T> all(List<Future<T>> futures)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }
    return results;
  }
}
