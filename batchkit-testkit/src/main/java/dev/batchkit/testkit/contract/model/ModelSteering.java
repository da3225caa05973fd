package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.testkit.contract.model.ModelCommand.Kind;
import java.util.EnumSet;
import java.util.Set;

/** Leads most commands that would only be refused to where they find something to do. */
final class ModelSteering {
  private static final Set<Kind> ANYWHERE =
      EnumSet.of(Kind.LOOKUPS, Kind.NEW, Kind.CLONE, Kind.DISCARD, Kind.EXECUTE);
  private static final Set<Kind> UNFINISHED = EnumSet.of(Kind.REOPEN, Kind.SETTLE);
  private static final Set<Kind> HANDED_OVER =
      EnumSet.of(Kind.COMPLETE, Kind.INCOMPLETE, Kind.EXECUTE_NEXT);
  private static final Set<Kind> EMPTY =
      EnumSet.of(Kind.POPULATE, Kind.POPULATE_BROKEN, Kind.REPOPULATE, Kind.ADD, Kind.COMPLETE);

  private ModelSteering() {}

  /** The command itself, or one that the batch is ready for. */
  static ModelCommand lead(ModelCommand command, ModelBatch batch) {
    Kind kind = command.kind();
    if (ANYWHERE.contains(kind) || batch.frozen || command.b() % 5 == 0) {
      return command;
    }
    int dice = command.a() % 3;
    if (batch.status != BatchStatus.PENDING) {
      return UNFINISHED.contains(kind)
          ? command
          : command.as(dice == 0 ? Kind.EXECUTE : Kind.REOPEN);
    }
    if (batch.complete) {
      return HANDED_OVER.contains(kind)
          ? command
          : command.as(dice == 0 ? Kind.EXECUTE_NEXT : Kind.INCOMPLETE);
    }
    if (batch.rows.isEmpty()) {
      return EMPTY.contains(kind) ? command : command.as(Kind.POPULATE);
    }
    return UNFINISHED.contains(kind) ? command.as(Kind.EXECUTE) : command;
  }
}
