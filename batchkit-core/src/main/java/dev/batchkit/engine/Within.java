package dev.batchkit.engine;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Row;
import dev.batchkit.recording.Recordings;
import dev.batchkit.store.Store;
import java.sql.Connection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be done inside a transaction of the application. For the thread that has it open. */
public final class Within {
  private final Store store;
  private final EngineSettings settings;
  private final HandlerRegistry handlers;
  private final Activities activities;
  private final Recordings recordings;
  private final Connection connection;

  Within(
      Store store,
      EngineSettings settings,
      HandlerRegistry handlers,
      Activities activities,
      Recordings recordings,
      Connection connection) {
    this.store = store;
    this.settings = settings;
    this.handlers = handlers;
    this.activities = activities;
    this.recordings = recordings;
    this.connection = connection;
    inside(inside -> inside.name());
  }

  /** Creates a batch, or gives the one with its key. */
  public Batch create(Engine.NewDraft draft, @Nullable Actor actor, boolean orGet) {
    return inside(inside -> new Creation(inside, settings, handlers).create(draft, actor, orGet));
  }

  /** Adds rows. */
  public <I, R> List<Row<R>> add(Codec<I, R> door, Editing.Target target, List<I> inputs) {
    return inside(inside -> editing(inside).add(door, target, inputs));
  }

  private Editing editing(Store inside) {
    Recovery recovery = new Recovery(inside, settings, activities);
    Reading reading = new Reading(inside);
    return new Editing(
        inside,
        settings,
        new Claims(inside, settings, recovery, activities, recordings),
        reading,
        target -> handlers.fit(String.valueOf(reading.get(target.id(), target.type()).type())));
  }

  /** Looks at the connection anew each time: nobody knows what was done with it meanwhile. */
  private <T> T inside(Function<Store, T> work) {
    try (Store inside = store.within(connection)) {
      return work.apply(inside);
    }
  }
}
