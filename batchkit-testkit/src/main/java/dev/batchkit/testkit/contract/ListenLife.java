package dev.batchkit.testkit.contract;

import static dev.batchkit.testkit.contract.MeasureFixture.define;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.indicator.NotifyWhen;
import dev.batchkit.indicator.SessionListener;
import dev.batchkit.session.Notice;
import dev.batchkit.session.Verdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Listeners are told what sessions say: at least once, in order, whatever they throw. */
interface ListenLife extends MeasureFixture {
  @Test
  default void aListenerIsToldWhenWhatAnIndicatorSaysChanges() {
    List<String> told = new CopyOnWriteArrayList<>();
    ScriptedRecords data = new ScriptedRecords(1);
    BatchKit kit = measuring(o -> o.listener("mail", n -> told.add(words(n))), data);
    define(kit, "a");
    kit.indicators().measure(GROUP);
    assertThat(told).isEmpty();
    data.values(11);
    kit.indicators().measure(GROUP);
    kit.indicators().measure(GROUP);
    data.values(1);
    kit.indicators().measure(GROUP);
    kit.indicators().measure(GROUP);
    assertThat(told).containsExactly("a ALERT before OK", "a OK before ALERT");
    assertThat(kit.indicators().redeliver()).isZero();
  }

  @Test
  default void anIndicatorThatAlertsAtOnceIsTold() {
    List<String> told = new CopyOnWriteArrayList<>();
    BatchKit kit =
        measuring(o -> o.listener("mail", n -> told.add(words(n))), new ScriptedRecords(11));
    define(kit, "a");
    kit.indicators().measure(GROUP);
    assertThat(told).containsExactly("a ALERT before null");
  }

  @Test
  default void aListenerMayWantToHearOfEveryRunThatIsNotWell() {
    List<String> told = new CopyOnWriteArrayList<>();
    SessionListener listener = n -> told.add(words(n));
    ScriptedRecords data = new ScriptedRecords(11);
    BatchKit kit = measuring(o -> o.listener("mail", NotifyWhen.EVERY_RUN, listener), data);
    define(kit, "a");
    kit.indicators().measure(GROUP);
    kit.indicators().measure(GROUP);
    data.values(1);
    kit.indicators().measure(GROUP);
    kit.indicators().measure(GROUP);
    assertThat(told)
        .containsExactly("a ALERT before null", "a ALERT before ALERT", "a OK before ALERT");
  }

  @Test
  default void aListenerThatFailsTwiceIsToldTheThirdTimeAndInOrder() {
    List<String> told = new CopyOnWriteArrayList<>();
    List<String> others = new CopyOnWriteArrayList<>();
    int[] calls = new int[1];
    ScriptedRecords data = new ScriptedRecords(11);
    BatchKit kit =
        measuring(
            o ->
                o.listener(
                        "shaky",
                        notice -> {
                          calls[0]++;
                          if (calls[0] <= 2) {
                            throw new IllegalStateException("no network");
                          }
                          told.add(words(notice));
                        })
                    .listener("sound", n -> others.add(words(n))),
            data);
    define(kit, "a");
    assertThat(kit.indicators().measure(GROUP).outcome()).isEqualTo(RunOutcome.SUCCESS);
    data.values(1);
    assertThat(kit.indicators().measure(GROUP).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(told).isEmpty();
    assertThat(others).hasSize(2);
    assertThat(kit.indicators().redeliver()).isEqualTo(2);
    assertThat(told).containsExactly("a ALERT before null", "a OK before ALERT");
    assertThat(others).hasSize(2);
  }

  @Test
  default void whatAKitCouldNotTellTheNextOneDoes() {
    List<Notice> told = new CopyOnWriteArrayList<>();
    BatchKit first =
        measuring(
            o ->
                o.listener(
                    "mail",
                    notice -> {
                      throw new IllegalStateException("no network");
                    }),
            new ScriptedRecords(11));
    define(first, "a");
    first.indicators().measure(GROUP);
    first.close();
    BatchKit second = measuring(o -> o.listener("mail", told::add));
    assertThat(second.indicators().redeliver()).isEqualTo(1);
    assertThat(told)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.verdict()).isEqualTo(Verdict.ALERT);
              assertThat(notice.session().indicator()).isEqualTo("a");
            });
    assertThat(second.indicators().redeliver()).isZero();
  }

  @Test
  default void aListenerThatAsksForDeliveryFromInsideIsNotToldTwice() {
    List<String> told = new CopyOnWriteArrayList<>();
    BatchKit[] kit = new BatchKit[1];
    kit[0] =
        measuring(
            o ->
                o.listener(
                    "mail",
                    notice -> {
                      assertThat(kit[0].indicators().redeliver()).isZero();
                      told.add(words(notice));
                    }),
            new ScriptedRecords(11));
    define(kit[0], "a");
    kit[0].indicators().measure(GROUP);
    assertThat(told).containsExactly("a ALERT before null");
  }

  @Test
  default void namesThatCannotBeAreRefusedAtOpen() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                measuring(
                    o ->
                        o.listener(" ", notice -> {})
                            .records("", () -> java.util.stream.Stream.of())))
        .satisfies(refused -> assertThat(refused.faults()).hasSize(2));
  }

  private static String words(Notice notice) {
    return notice.session().indicator() + " " + notice.verdict() + " before " + notice.before();
  }
}
