package dev.batchkit.sqlite;

import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.WrongFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What all open stores of this JVM on one database file have in common: the lock by which their
 * units follow one another, and the lock file {@code <db>.lock}.
 *
 * <p>The lock file tells who is alive, by the kernel's word: each open store holds one byte of it,
 * at the offset of its owner number, far beyond the end of the file. Byte 0 is held shared, so that
 * a second class loader, whose SQLite would not know of our locks, finds out. There is one channel
 * per file, since closing any channel on it would drop all locks; nothing is ever written to it.
 */
final class SharedFile {
  private static final Map<Path, SharedFile> OPEN = new HashMap<>();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long LOWEST_OWNER = 1L << 32;
  private static final long HIGHEST_OWNER = 1L << 62;

  /** Held by the thread that is in a unit. Fair, so that a long run lets others in. */
  final ReentrantLock writing = new ReentrantLock(true);

  /** The threads that have begun a transaction by a connection of a store's data source. */
  final Set<Thread> hosts = ConcurrentHashMap.newKeySet();

  /** What the unit is for that is open now; the one before while there is none. */
  volatile String step = "";

  private final DataFile file;
  private final FileChannel channel;
  private final Map<Long, FileLock> owners = new HashMap<>();
  private int users;

  private SharedFile(DataFile file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Joins the stores that have the file open in this JVM; each join needs its {@link #leave}. */
  static SharedFile join(DataFile file, boolean readOnly) {
    synchronized (OPEN) {
      SharedFile shared = OPEN.get(file.path());
      if (shared == null) {
        shared = new SharedFile(file, openChannel(file, readOnly));
        OPEN.put(file.path(), shared);
      }
      shared.users++;
      return shared;
    }
  }

  private static FileChannel openChannel(DataFile file, boolean readOnly) {
    boolean writable = !readOnly || Files.isWritable(file.lockFile());
    Set<StandardOpenOption> how =
        writable
            ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : Set.of(StandardOpenOption.READ);
    try {
      FileChannel channel = FileChannel.open(file.lockFile(), how);
      try {
        channel.tryLock(0, 1, true);
        return channel;
      } catch (OverlappingFileLockException e) {
        channel.close();
        throw secondClassLoader(file, e);
      }
    } catch (IOException e) {
      throw file.wrong("needs the lock file " + file.lockFile() + ", which cannot be opened", e);
    }
  }

  private static WrongFile secondClassLoader(DataFile file, OverlappingFileLockException cause) {
    return file.wrong(
        "is open in this JVM through another class loader, and the two would not see each other's"
            + " locks: load batchkit and sqlite-jdbc once, in a class loader that both share",
        cause);
  }

  static boolean isThere(DataFile file) {
    return Files.exists(file.lockFile());
  }

  /** Takes a number for a store that opens, and keeps it until it is let go or the process dies. */
  long newOwner() {
    synchronized (OPEN) {
      while (true) {
        long owner = RANDOM.nextLong(LOWEST_OWNER, HIGHEST_OWNER);
        FileLock lock = tryLock(owner, false);
        if (lock != null) {
          owners.put(owner, lock);
          return owner;
        }
      }
    }
  }

  /** Whether any process holds the byte of this owner. A shared lock asks, so that two may ask. */
  boolean isAlive(long owner) {
    synchronized (OPEN) {
      if (owners.containsKey(owner)) {
        return true;
      }
      if (owner < LOWEST_OWNER || owner >= HIGHEST_OWNER) {
        return false;
      }
      FileLock lock = tryLock(owner, true);
      if (lock == null) {
        return true;
      }
      release(lock);
      return false;
    }
  }

  /** How many other stores of this process have the file open, whoever they are. */
  int neighbours() {
    synchronized (OPEN) {
      return Math.max(0, owners.size() - 1);
    }
  }

  /** Whether a store of another process has it open: it holds a byte that none of ours holds. */
  boolean isOpenElsewhere() {
    synchronized (OPEN) {
      long from = LOWEST_OWNER;
      for (long mine : new TreeSet<>(owners.keySet())) {
        if (isHeld(from, mine)) {
          return true;
        }
        from = mine + 1;
      }
      return isHeld(from, HIGHEST_OWNER);
    }
  }

  private boolean isHeld(long from, long to) {
    if (from >= to) {
      return false;
    }
    try {
      FileLock lock = channel.tryLock(from, to - from, true);
      if (lock == null) {
        return true;
      }
      release(lock);
      return false;
    } catch (IOException e) {
      throw lockFileFailed(e);
    }
  }

  void letGo(long owner) {
    synchronized (OPEN) {
      FileLock lock = owners.remove(owner);
      if (lock != null) {
        release(lock);
      }
    }
  }

  void leave() {
    synchronized (OPEN) {
      users--;
      if (users > 0) {
        return;
      }
      OPEN.remove(file.path());
      try {
        channel.close();
      } catch (IOException e) {
        throw lockFileFailed(e);
      }
    }
  }

  private FileLock tryLock(long owner, boolean shared) {
    try {
      return channel.tryLock(owner, 1, shared);
    } catch (IOException | NonWritableChannelException e) {
      throw lockFileFailed(e);
    }
  }

  private void release(FileLock lock) {
    try {
      lock.release();
    } catch (IOException e) {
      throw lockFileFailed(e);
    }
  }

  private StoreFailed lockFileFailed(Exception cause) {
    return new StoreFailed(
        "The lock file " + file.lockFile() + " cannot be used, so nobody can tell who is alive.",
        "LOCK_FILE",
        cause);
  }
}
