package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many statements the store executes, counted at the driver; a batch of statements with
 * different values counts once. The effect of a row is the handler's statement, so rows are only
 * marked here.
 */
class StatementCountTest {
  private static final int CHUNK = 1_000;

  @TempDir Path directory;
  private final AtomicInteger executed = new AtomicInteger();
  private BatchKit kit;
  private Batches<Marked.Line, Marked.Line> batches;

  /** The connections of a store, whose statements are counted. */
  private final class Counting extends Connections {
    Counting(DataFile file, SqliteOptions.Values options) {
      super(file, options, true);
    }

    @Override
    Connection writer() throws SQLException {
      return count(super.writer());
    }

    @Override
    Connection reader() throws SQLException {
      return count(super.reader());
    }

    private Connection count(Connection connection) {
      return (Connection) counting(connection, Connection.class);
    }
  }

  private Object counting(Object raw, Class<?> type) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            executed.incrementAndGet();
          }
          try {
            Object result = method.invoke(raw, arguments);
            boolean statement = result instanceof PreparedStatement || result instanceof Statement;
            return statement && raw instanceof Connection
                ? counting(result, method.getReturnType())
                : result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  @BeforeEach
  void open() {
    Path path = directory.resolve("x.db");
    SqliteStore.create(path).close();
    DataFile file = DataFile.locate(path);
    SqliteOptions.Values options = SqliteOptions.DEFAULTS.values();
    SqliteStore store =
        new SqliteStore(
            file,
            SharedFile.join(file, false),
            new Counting(file, options),
            new Schema(""),
            options,
            false);
    kit = BatchKit.open(store, k -> k.handler(new Marked()).discoverIn(null));
    batches = kit.batches(Marked.TYPE);
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void creating_a_batch_takes_a_handful() {
    assertThat(counted(() -> batches.create(b -> b.params(new Effects.Size(1)))))
        .isLessThanOrEqualTo(10);
  }

  @Test
  void populating_takes_one_for_many_rows() {
    assertThat(perChunk(id -> batches.populate(id.id()), false)).isLessThanOrEqualTo(45);
  }

  @Test
  void refreshing_takes_the_same_few_for_a_chunk_of_any_size() {
    assertThat(perChunk(batch -> batches.refresh(batch.id()), true)).isLessThanOrEqualTo(30);
  }

  @Test
  void executing_takes_the_same_few_for_a_chunk_of_any_size() {
    assertThat(perChunk(batch -> batches.execute(batch.id()), true)).isLessThanOrEqualTo(30);
  }

  @Test
  void verifying_takes_one_for_a_page() {
    assertThat(
            perChunk(
                batch -> {
                  batches.execute(batch.id());
                  executed.set(0);
                  batches.verify(batch.id());
                },
                true))
        .isLessThanOrEqualTo(2);
  }

  @Test
  void a_page_of_rows_and_a_breakdown_take_one_each_and_one_for_the_header() {
    Batch batch = created(5);
    batches.populate(batch.id());

    assertThat(counted(() -> batches.rows(batch.id()).page(100))).isEqualTo(2);
    assertThat(counted(() -> batches.breakdown(batch.id()))).isEqualTo(2);
    assertThat(counted(() -> batches.get(batch.id()))).isEqualTo(1);
  }

  /** What is done to a batch. */
  private interface Operation {
    void on(Batch batch);
  }

  /** How many more statements five chunks take than two, for each chunk. */
  private double perChunk(Operation operation, boolean populated) {
    int two = counted(created(2), operation, populated);
    int five = counted(created(5), operation, populated);
    return (five - two) / 3.0;
  }

  private int counted(Batch batch, Operation operation, boolean populated) {
    if (populated) {
      batches.populate(batch.id());
    }
    return counted(() -> operation.on(batch));
  }

  private Batch created(int chunks) {
    return batches.create(b -> b.params(new Effects.Size(chunks * CHUNK)));
  }

  private int counted(Runnable operation) {
    executed.set(0);
    operation.run();
    return executed.get();
  }
}
