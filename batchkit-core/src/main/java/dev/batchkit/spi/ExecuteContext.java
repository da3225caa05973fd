package dev.batchkit.spi;

/** A batch that is being executed. */
public interface ExecuteContext extends BatchView {
  /**
   * The options that the caller gave for the handler.
   *
   * @throws dev.batchkit.error.InvalidValue if none were given, or if they are of another record
   */
  <O extends Record> O options(Class<O> type);
}
