package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Attempt;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.StaleBatch;
import dev.batchkit.examples.guide.Links.Link;
import dev.batchkit.examples.guide.Mails.Mail;
import dev.batchkit.json.Json;
import dev.batchkit.testkit.InMemoryStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of docs/executing.md. */
class ExecutingGuideTest {
  private final Mails.Stub server = new Mails.Stub();
  private BatchKit kit;
  private Batches<Mail, Mail> mails;

  @BeforeEach
  void open() {
    kit = BatchKit.open(InMemoryStore.create(), k -> k.handler(new Mails(server)));
    mails = kit.batches(Mails.TYPE);
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private BatchId batch(String... to) {
    BatchId id = mails.create(b -> b.description("Invoices, May")).id();
    for (String one : to) {
      mails.add(id, new Mail(one, "Your invoice"));
    }
    return id;
  }

  @Test
  void a_batch_is_executed_with_options() {
    BatchId id = batch("ann", "bob");
    // shown:begin options
    Preview preview = mails.preview(id);
    Run run =
        mails.execute(
            id,
            o ->
                o.leaveOutErrors() // rows with errors are skipped instead of forbidding it
                    .concurrency(8) // calls at a time
                    .retry(5) // for rows that ask to be tried again
                    .stopAfterFailuresInARow(20) // the service is down
                    .until(Instant.now().plus(Duration.ofHours(2)))); // then pause
    // shown:end
    assertThat(preview.toExecute()).isEqualTo(2);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(server.count()).isEqualTo(2);
  }

  @Test
  void slow_work_without_an_effect_is_done_before_it_is_written() {
    Links.Web web =
        url -> {
          if (url.isEmpty()) {
            throw new IOException("no such host");
          }
          return url.endsWith("gone") ? 404 : 200;
        };
    try (BatchKit other = BatchKit.open(InMemoryStore.create(), k -> k.handler(new Links(web)))) {
      Batches<Link, Link> links = other.batches(Links.TYPE);
      BatchId id = links.create(b -> b.description("Links of the home page")).id();
      for (String url : List.of("https://a.example", "https://a.example/gone", "")) {
        links.add(id, new Link(url));
      }
      Run run = links.execute(id, o -> o.concurrency(2).acceptFailures(1));
      assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(links.row(id, 2).orElseThrow().outcomeDetail())
          .isEqualTo(Json.of("{\"status\":404}"));
      assertThat(links.row(id, 3).orElseThrow().outcome()).isEqualTo(RowOutcome.FAILED);
      assertThat(links.verify(id).intact()).isTrue();
    }
  }

  @Test
  void what_was_reviewed_is_executed_or_nothing() {
    BatchId id = batch("ann");
    Batch reviewed = mails.get(id);
    mails.add(id, new Mail("eve", "hello"));
    boolean refused = false;
    // shown:begin reviewed
    try {
      mails.execute(id, o -> o.reviewed(reviewed.version()));
    } catch (StaleBatch changed) {
      refused = true; // somebody edited it since: review it again
    }
    // shown:end
    assertThat(refused).isTrue();
    assertThat(server.count()).isZero();
  }

  @Test
  void a_batch_with_failures_is_gone_on_with_or_ended() {
    BatchId id = batch("ann", "");
    Run failed = mails.execute(id);
    assertThat(failed.outcome()).isEqualTo(RunOutcome.FAILED);
    // shown:begin settle
    Run settled = mails.settle(id, "The address is gone; the invoice went out by post.");
    // shown:end
    assertThat(settled.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(mails.get(id).status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(mails.verify(id).intact()).isTrue();
  }

  @Test
  void a_batch_is_reopened() {
    BatchId id = batch("ann", "");
    mails.execute(id);
    // shown:begin reopen
    mails.reopen(id); // pending again; rows that were applied stay as they are
    // shown:end
    assertThat(mails.get(id).status()).isEqualTo(BatchStatus.PENDING);
  }

  @Test
  void a_batch_is_discarded() {
    BatchId id = batch("ann");
    // shown:begin discard
    mails.discard(id, "Sent by the old system already.");
    // shown:end
    assertThat(mails.get(id).isFrozen()).isTrue();
    assertThat(mails.get(id).status()).isEqualTo(BatchStatus.KILLED);
  }

  @Test
  void workers_take_what_is_handed_over() {
    mails.complete(batch("ann"));
    mails.complete(batch("bob"));
    // shown:begin next
    Optional<Run> run = mails.executeNext(batch -> true, o -> o.concurrency(4));
    while (run.isPresent()) {
      run = mails.executeNext(batch -> true, o -> o.concurrency(4));
    }
    // shown:end
    assertThat(server.count()).isEqualTo(2);
  }

  @Test
  void many_are_executed_with_one_result_each() {
    List<BatchId> ids = List.of(batch("ann"), batch("bob"));
    // shown:begin many
    for (Attempt attempt : mails.executeAll(ids, o -> o)) {
      String result = attempt.isSuccess() ? "done" : String.valueOf(attempt.refusal());
      System.out.println("Batch " + attempt.id() + ": " + result);
    }
    // shown:end
    assertThat(server.count()).isEqualTo(2);
  }
}
