package dev.batchkit.engine;

import dev.batchkit.batch.Cells;

/**
 * Between the inputs that a door gives and takes and those of the type: they are the same, unless
 * the door knows no type and has cells.
 *
 * @param <I> the input of the door
 * @param <J> the input record of the type
 */
final class Inputs<I, J> {
  private final Codec<I, ?> door;
  private final Codec<J, ?> own;

  Inputs(Codec<I, ?> door, Codec<J, ?> own) {
    this.door = door;
    this.own = own;
  }

  @SuppressWarnings("unchecked") // one codec has one input
  J in(I given) {
    return isSame() ? (J) given : own.ofCells((Cells) given);
  }

  @SuppressWarnings("unchecked") // one codec has one input
  I out(J input) {
    return isSame() ? (I) input : door.parseInput(own.write(input));
  }

  private boolean isSame() {
    return (Object) door == own;
  }
}
