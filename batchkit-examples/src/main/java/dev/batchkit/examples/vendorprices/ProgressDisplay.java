package dev.batchkit.examples.vendorprices;

import dev.batchkit.batch.Progress;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Draws a bar for the run that goes on; gone when the run has ended. */
final class ProgressDisplay implements Consumer<Progress>, AutoCloseable {
  private final boolean visible;
  private @Nullable ProgressBar bar;

  ProgressDisplay(boolean visible) {
    this.visible = visible;
  }

  @Override
  public void accept(Progress progress) {
    if (!visible) {
      return;
    }
    ProgressBar shown = bar == null ? open(progress) : bar;
    bar = shown;
    shown.maxHint(Math.max(progress.total(), progress.done()));
    shown.stepTo(progress.done());
    shown.setExtraMessage(" " + progress.phase());
  }

  /** Ends the bar of the run that has ended. */
  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private static ProgressBar open(Progress progress) {
    return new ProgressBarBuilder()
        .setTaskName(progress.activity().word())
        .setStyle(ProgressBarStyle.ASCII)
        .setUnit(" rows", 1)
        .setInitialMax(progress.total())
        .setUpdateIntervalMillis(100)
        .hideEta()
        .clearDisplayOnFinish()
        .build();
  }
}
