package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The temporary file of a side, a {@link PrivateFile}: written at its end only, read anywhere. */
final class Spill implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Spill.class);
  private static final int BUFFER = 1 << 14;

  private final FileChannel file;
  private final DataOutputStream out;

  private Spill(FileChannel file) {
    this.file = file;
    this.out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
  }

  /**
   * Makes the file.
   *
   * @throws MeasurementFailed if it cannot be made there
   */
  static Spill in(Path directory) {
    try {
      return new Spill(PrivateFile.create(directory, ".sort"));
    } catch (IOException e) {
      throw new MeasurementFailed(
          "Sorting needs a file in the temporary directory, which is not there or cannot be"
              + " written ("
              + e.getClass().getSimpleName()
              + ").");
    }
  }

  /**
   * Writes a record behind those that are there.
   *
   * @throws MeasurementFailed if the disk is full or fails
   */
  void add(DataRecord record) {
    try {
      Coding.write(record, out);
    } catch (IOException e) {
      throw full(e);
    }
  }

  /**
   * Where the next record begins.
   *
   * @throws MeasurementFailed if the disk is full or fails
   */
  long end() {
    try {
      out.flush();
      return file.position();
    } catch (IOException e) {
      throw full(e);
    }
  }

  private static MeasurementFailed full(IOException e) {
    return new MeasurementFailed(
        "The temporary file for sorting could not be written; is the disk full? ("
            + e.getClass().getSimpleName()
            + ")");
  }

  /** The records between two places where a record begins. Its close leaves this open. */
  Records read(long from, long to) {
    return new Stretch(new DataInputStream(new BufferedInputStream(new Part(from, to), BUFFER)));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("A temporary file could not be closed: {}", e.getClass().getName());
    }
  }

  /** Bytes of the file. */
  private final class Part extends InputStream {
    private final long to;
    private long at;

    Part(long from, long to) {
      this.at = from;
      this.to = to;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("it is read through a buffer");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (at >= to) {
        return -1;
      }
      int most = (int) Math.min(length, to - at);
      int n = file.read(ByteBuffer.wrap(bytes, offset, most), at);
      at += Math.max(n, 0);
      return n;
    }
  }

  private record Stretch(DataInputStream in) implements Records {
    @Override
    public @Nullable DataRecord next() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        return null;
      }
      in.reset();
      return Coding.read(in);
    }

    @Override
    public void close() {}
  }
}
