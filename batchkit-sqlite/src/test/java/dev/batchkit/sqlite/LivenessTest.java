package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.WrongFile;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is alive, asked of the kernel. */
class LivenessTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void create() {
    file = directory.resolve("x.db");
    SqliteStore.create(file).close();
  }

  @Test
  void an_owner_in_another_process_is_alive_while_it_is_stopped_and_dead_once_it_is_killed()
      throws Exception {
    Process child = child();
    try (SqliteStore store = SqliteStore.open(file);
        BufferedReader out = reader(child)) {
      long owner = Long.parseLong(out.readLine());
      assertThat(store.isAlive(owner)).isTrue();
      signal(child, "STOP");
      assertThat(store.isAlive(owner)).isTrue();
      assertThat(store.isAlive(store.owner())).isTrue();

      signal(child, "KILL");
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(store.isAlive(owner)).isFalse();
      assertThat(store.isAlive(store.owner())).isTrue();
    } finally {
      child.destroyForcibly();
    }
    assertThat(directory.resolve("x.db.lock")).isEmptyFile();
  }

  @Test
  void what_a_killed_process_had_open_is_gone_and_the_next_writer_goes_on_at_once()
      throws Exception {
    Process child = child("inside a unit");
    try (BufferedReader out = reader(child);
        SqliteStore store = SqliteStore.open(file)) {
      out.readLine();
      assertThat(out.readLine()).isEqualTo("in unit");
      signal(child, "KILL");
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();

      long id = store.inUnit("next", unit -> unit.batches().insert(Sample.batch("mine")));

      assertThat(store.batches().find(id)).isPresent();
      assertThat(store.batches().findByKey("vendor-prices", "theirs")).isEmpty();
    } finally {
      child.destroyForcibly();
    }
  }

  private Process child(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            file.toString());
    builder.command().addAll(Arrays.asList(arguments));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static BufferedReader reader(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void signal(Process child, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Opens the file, says its owner number, and waits to be killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      SqliteStore store = SqliteStore.open(Path.of(arguments[0]));
      System.out.println(store.owner());
      if (arguments.length == 1) {
        waitForEver();
      }
      store.inUnit(
          "killed",
          unit -> {
            long unused = unit.batches().insert(Sample.batch("theirs"));
            System.out.println("in unit");
            waitForEver();
            return unit;
          });
    }

    private static void waitForEver() {
      while (true) {
        LockSupport.park();
      }
    }
  }

  @Test
  void two_stores_in_one_process_have_numbers_of_their_own() {
    SqliteStore one = SqliteStore.open(file);
    try (SqliteStore two = SqliteStore.open(file)) {
      assertThat(one.owner()).isPositive().isNotEqualTo(two.owner());
      assertThat(two.isAlive(one.owner())).isTrue();
      one.close();
      assertThat(two.isAlive(one.owner())).isFalse();
      assertThat(two.isAlive(two.owner())).isTrue();
      assertThat(two.isAlive(1)).isFalse();
      assertThat(two.isAlive(Long.MAX_VALUE)).isFalse();
    }
  }

  @Test
  void an_interrupted_thread_can_ask_without_closing_the_lock_file() {
    try (SqliteStore store = SqliteStore.open(file);
        SqliteStore other = SqliteStore.open(file)) {
      Thread.currentThread().interrupt();
      assertThat(store.isAlive(other.owner())).isTrue();
      assertThat(store.isAlive(1L << 40)).isFalse();
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.isAlive(other.owner())).isTrue();
    }
  }

  @Test
  void a_second_class_loader_is_refused_before_it_can_do_harm() throws Exception {
    try (SqliteStore store = SqliteStore.open(file);
        URLClassLoader second =
            new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      assertThatThrownBy(() -> openIn(second))
          .satisfies(
              refusal ->
                  assertThat(refusal.getClass().getName()).isEqualTo(WrongFile.class.getName()))
          .hasMessageContaining("another class loader");
      long id = store.inUnit("after", unit -> unit.batches().insert(Sample.batch(null)));
      assertThat(store.batches().find(id)).isPresent();
    }
    try (URLClassLoader second =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      openIn(second).close();
    }
  }

  private AutoCloseable openIn(ClassLoader loader) throws Exception {
    try {
      return (AutoCloseable)
          loader
              .loadClass(SqliteStore.class.getName())
              .getMethod("open", Path.class)
              .invoke(null, file);
    } catch (InvocationTargetException e) {
      throw (Exception) e.getCause();
    }
  }

  private static URL[] classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(LivenessTest::url)
        .toArray(URL[]::new);
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void many_processes_make_one_new_file_together() throws Exception {
    Path fresh = directory.resolve("fresh.db");
    Process[] children = new Process[4];
    for (int i = 0; i < children.length; i++) {
      children[i] =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Creator.class.getName(),
                  fresh.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    }
    for (Process child : children) {
      assertThat(child.waitFor()).isZero();
    }
    assertThat(Sample.one(fresh, "SELECT count(*) FROM batch")).isEqualTo("100");
    assertThat(Sample.one(fresh, "SELECT count(*) FROM batchkit_schema"))
        .isEqualTo(String.valueOf(Schema.VERSION));
    assertThat(Files.size(fresh)).isPositive();
  }

  /** Makes or opens the file and inserts 25 batches. */
  static final class Creator {
    private Creator() {}

    public static void main(String[] arguments) throws SQLException {
      try (SqliteStore store = SqliteStore.openOrCreate(Path.of(arguments[0]))) {
        for (int i = 0; i < 25; i++) {
          long unused = store.inUnit("insert", unit -> unit.batches().insert(Sample.batch(null)));
        }
      }
    }
  }
}
