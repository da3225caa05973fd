package dev.batchkit.testkit.contract;

import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;

/** Handlers that a class path could provide, good ones and broken ones. */
final class ProvidedHandlers {
  private ProvidedHandlers() {}

  /** What they have in common. */
  abstract static class Base implements BatchHandler<PriceLine, PriceLine> {
    private final String key;

    Base(String key) {
      this.key = key;
    }

    @Override
    public BatchType<PriceLine, PriceLine> type() {
      return BatchType.of(key, PriceLine.class);
    }

    @Override
    public RowRefresher<PriceLine, PriceLine> refresher(BatchView batch) {
      return (in, row) -> in;
    }

    @Override
    public RowExecutor<PriceLine> executor(ExecuteContext batch) {
      return RowExecutor.inStore((row, tx) -> RowResult.applied());
    }
  }

  /** A good one. */
  public static final class First extends Base {
    /** For the service loader. */
    public First() {
      super("life-first");
    }
  }

  /** Another good one. */
  public static final class Second extends Base {
    /** For the service loader. */
    public Second() {
      super("life-second");
    }
  }

  /** One of the same type as another. */
  public static final class SecondAgain extends Base {
    /** For the service loader. */
    public SecondAgain() {
      super("life-second");
    }
  }

  /** One that cannot be made. */
  public static final class BrokenConstructor extends Base {
    /** For the service loader. */
    public BrokenConstructor() {
      super("life-broken");
      throw new IllegalStateException("broken");
    }
  }

  /** One that cannot be loaded. */
  public static final class BrokenStatic extends Base {
    private static final int ZERO = Integer.parseInt("broken");

    /** For the service loader. */
    public BrokenStatic() {
      super("life-" + ZERO);
    }
  }

  /** One without constructor for the service loader. */
  public static final class PrivateConstructor extends Base {
    private PrivateConstructor() {
      super("life-private");
    }
  }

  /** One that cannot say its type. */
  public static final class BrokenType extends Base {
    /** For the service loader. */
    public BrokenType() {
      super("life-type");
    }

    @Override
    public BatchType<PriceLine, PriceLine> type() {
      throw new UnsupportedOperationException("broken");
    }
  }

  /** One whose type breaks a rule. */
  public static final class BadKey extends Base {
    /** For the service loader. */
    public BadKey() {
      super("Life Key!");
    }
  }
}
