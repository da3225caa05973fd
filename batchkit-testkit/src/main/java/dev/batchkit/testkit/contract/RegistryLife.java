package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.error.UnknownType;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.store.Store;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers are given by hand or provided; one that is broken hides nobody. */
interface RegistryLife extends LifeFixture {
  /** A row with a component that cannot be a column. */
  record Unfit(String code, List<String> many) {}

  /** A row with a component that would meet a column of the engine. */
  record Reserved(String rowStatus) {}

  /** A row with components that would meet each other. */
  record Twins(String theCode, String the_code) {}

  @Test
  default void twoHandlersOfOneTypeAreRefusedNamingBoth() {
    assertRefused(
        "life-second",
        List.of(
            ProvidedHandlers.Second.class.getName(), ProvidedHandlers.SecondAgain.class.getName()),
        new ProvidedHandlers.Second(),
        new ProvidedHandlers.SecondAgain());
  }

  @Test
  default void aKitThatDoesNotOpenClosesItsStore() {
    Store refused = reopen(store());
    assertThatThrownBy(
            () ->
                BatchKit.open(
                    refused,
                    options ->
                        options
                            .discoverIn(null)
                            .handler(new ProvidedHandlers.Second())
                            .handler(new ProvidedHandlers.SecondAgain())))
        .isInstanceOf(InvalidHandler.class);
    assertThat(store().isAlive(refused.owner())).isFalse();
    Store unopened = reopen(store());
    assertThatThrownBy(
            () ->
                BatchKit.open(
                    unopened,
                    options -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store().isAlive(unopened.owner())).isFalse();
  }

  @Test
  default void aHandlerThatCannotBeRegisteredIsRefusedByName() {
    assertRefused("Life Key!", List.of("Life Key!"), new ProvidedHandlers.BadKey());
    assertRefused(
        "",
        List.of(ProvidedHandlers.BrokenType.class.getName()),
        new ProvidedHandlers.BrokenType());
    for (String key : List.of("", "Upper", "1st", "a--b", "-a", "a-", "a_b", "a".repeat(49))) {
      assertRefused(key, List.of(), like(BatchType.of(key, PriceLine.class)));
    }
    assertRefused("life-bad", List.of("many"), like(BatchType.of("life-bad", Unfit.class)));
    assertRefused("life-bad", List.of("rowStatus"), like(BatchType.of("life-bad", Reserved.class)));
    assertRefused("life-bad", List.of("the_code"), like(BatchType.of("life-bad", Twins.class)));
    assertRefused(
        "life-bad",
        List.of("nosuch"),
        like(BatchType.of("life-bad", PriceLine.class).unique("nosuch")));
    assertRefused(
        "life-bad",
        List.of("nosuch"),
        like(BatchType.of("life-bad", PriceLine.class).indexed("nosuch")));
    assertRefused(
        "life-bad",
        List.of("status"),
        like(
            BatchType.of("life-bad", PriceLine.class).statuses(dev.batchkit.batch.Severity.class)));
  }

  private void assertRefused(String key, List<String> named, BatchHandler<?, ?>... handlers) {
    assertThatExceptionOfType(InvalidHandler.class)
        .as(key)
        .isThrownBy(
            () ->
                another(
                    options -> {
                      var all = options;
                      for (BatchHandler<?, ?> handler : handlers) {
                        all = all.handler(handler);
                      }
                      return all;
                    }))
        .satisfies(
            refusal -> {
              assertThat(refusal.typeKey()).isEqualTo(key);
              assertThat(named)
                  .allMatch(name -> String.valueOf(refusal.getMessage()).contains(name));
            });
  }

  private static <R extends Record> BatchHandler<R, R> like(BatchType<R, R> type) {
    return new ScriptedHandler<>(type, (in, row) -> in);
  }

  @Test
  default void providedHandlersAreFound(@TempDir Path folder) throws IOException {
    try (URLClassLoader loader = providing(folder, ProvidedHandlers.First.class.getName())) {
      BatchKit provided = openKit(reopen(store()), options -> options.discoverIn(loader));
      BatchId id = provided.batches().create(draft -> draft.type("life-first")).id();
      assertThat(provided.batches().populate(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    }
  }

  @Test
  default void aHandlerGivenByHandGoesBeforeAProvidedOne(@TempDir Path folder) throws IOException {
    try (URLClassLoader loader = providing(folder, ProvidedHandlers.Second.class.getName())) {
      BatchKit both =
          openKit(
              reopen(store()),
              options -> options.handler(new ProvidedHandlers.SecondAgain()).discoverIn(loader));
      BatchId id = both.batches().create(draft -> draft.type("life-second")).id();
      both.batches().populate(id);
      assertThat(both.batches().get(id).handler())
          .startsWith(ProvidedHandlers.SecondAgain.class.getName());
    }
  }

  @Test
  default void twoProvidedHandlersOfOneTypeAreRefusedNamingBoth(@TempDir Path folder)
      throws IOException {
    try (URLClassLoader loader =
        providing(
            folder,
            ProvidedHandlers.Second.class.getName(),
            ProvidedHandlers.SecondAgain.class.getName())) {
      assertThatExceptionOfType(InvalidHandler.class)
          .isThrownBy(() -> openKit(reopen(store()), options -> options.discoverIn(loader)))
          .withMessageContainingAll(
              ProvidedHandlers.Second.class.getName(),
              ProvidedHandlers.SecondAgain.class.getName());
    }
  }

  @Test
  default void aBrokenProviderHidesNobody(@TempDir Path folder) throws IOException {
    Path garbage = Files.createDirectories(folder.resolve("broken")).resolve("Garbage.class");
    Files.writeString(garbage, "this is no class file");
    try (URLClassLoader loader =
        providing(
            folder,
            "broken.Garbage",
            ProvidedHandlers.First.class.getName(),
            "broken.Missing",
            ProvidedHandlers.BrokenConstructor.class.getName(),
            ProvidedHandlers.BrokenStatic.class.getName(),
            ProvidedHandlers.PrivateConstructor.class.getName(),
            ProvidedHandlers.BrokenType.class.getName(),
            ProvidedHandlers.BadKey.class.getName(),
            String.class.getName(),
            ProvidedHandlers.Second.class.getName())) {
      BatchKit provided = openKit(reopen(store()), options -> options.discoverIn(loader));
      for (String key : List.of("life-first", "life-second")) {
        assertThat(provided.batches().create(draft -> draft.type(key)).type()).isEqualTo(key);
      }
      assertThatExceptionOfType(UnknownType.class)
          .isThrownBy(() -> provided.batches().create(draft -> draft.type("life-broken")))
          .withMessageContainingAll("life-first", "life-second");
    }
  }

  @Test
  default void aTypeIsAskedForByItsOwnRecords() {
    assertThatThrownBy(() -> kit().batches(BatchType.of("life-prices", PriceLine.class)))
        .isInstanceOf(UnknownType.class)
        .hasMessageContaining("life-prices");
  }

  @Test
  default void aRowTableThatDoesNotFitStopsItsTypeOnly() {
    BatchType<Before, Before> before = BatchType.of("life-evolving", Before.class);
    ScriptedHandler<Before, Before> old = new ScriptedHandler<>(before, (in, row) -> in);
    old.rows(new Before("x", "1"));
    BatchKit first = another(options -> options.handler(old));
    BatchId id = first.batches(before).create(draft -> draft).id();
    first.batches(before).populate(id);
    BatchKit second =
        another(
            options ->
                options
                    .handler(like(BatchType.of("life-evolving", After.class)))
                    .handler(handler()));
    assertThatExceptionOfType(InvalidHandler.class)
        .isThrownBy(() -> second.batches().execute(id))
        .withMessageContainingAll("amount");
    assertThat(second.batches().row(id, 1).orElseThrow().value().get("amount", String.class))
        .isEqualTo("1");
    BatchId prices = second.batches(Prices.TYPE).create(draft -> draft).id();
    assertThat(second.batches(Prices.TYPE).populate(prices).outcome())
        .isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void aNewComponentIsNullInOldRows() {
    BatchType<Before, Before> before = BatchType.of("life-evolving", Before.class);
    ScriptedHandler<Before, Before> old = new ScriptedHandler<>(before, (in, row) -> in);
    old.rows(new Before("x", "1"), new Before("y", "2"));
    BatchKit first = another(options -> options.handler(old));
    BatchId id = first.batches(before).create(draft -> draft).id();
    first.batches(before).populate(id);
    BatchType<Grown, Grown> grown = BatchType.of("life-evolving", Grown.class);
    BatchKit second =
        another(options -> options.handler(new ScriptedHandler<>(grown, (in, row) -> in)));
    assertThat(LifeFixture.rows(second.batches(grown), id))
        .extracting(row -> row.value())
        .containsExactly(new Grown("x", "1", null), new Grown("y", "2", null));
    assertThat(second.batches(grown).execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(second.batches(grown).verify(id).intact()).isTrue();
    assertThat(first.batches(before).verify(id).intact()).isTrue();
  }

  /** A row record of yesterday. */
  record Before(String code, String amount) {}

  /** The same, with another class for a component. */
  record After(String code, long amount) {}

  /** The same, with one component more. */
  record Grown(String code, String amount, @org.jspecify.annotations.Nullable Json more) {}

  private static URLClassLoader providing(Path folder, String... classes) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
    Files.write(services.resolve(BatchHandler.class.getName()), Stream.of(classes).toList());
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, RegistryLife.class.getClassLoader());
  }
}
