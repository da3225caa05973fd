package dev.batchkit.sqlite;

import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.sqlite.Opening.Way;
import dev.batchkit.store.BatchReads;
import dev.batchkit.store.ChangeReads;
import dev.batchkit.store.Check;
import dev.batchkit.store.DeliveryReads;
import dev.batchkit.store.Health;
import dev.batchkit.store.IndicatorReads;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.RowReads;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.RunReads;
import dev.batchkit.store.SessionReads;
import dev.batchkit.store.Store;
import dev.batchkit.store.UnitOfWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The store on one SQLite file, which may be the application's own. Any number of threads and of
 * processes on one machine may have it open. Close it at the end.
 *
 * <p>Beside the file {@code x.db} lies {@code x.db.lock}, empty, which tells who is alive; leave it
 * there. The file is reached through SQLite only: copy it by {@code VACUUM INTO}, not as a file.
 *
 * <p>An interrupt does not end a wait for the write lock; the thread stays interrupted. The wait
 * ends with {@code StoreBusy} after {@link SqliteOptions#busyTimeout}.
 */
public final class SqliteStore implements Store {
  private final DataFile file;
  private final @Nullable SharedFile shared;
  private final long owner;
  private final UUID id;
  private final RowSchema rowSchema;
  private final Readers readers;
  private final @Nullable Writer writer;
  private final SqliteBatches batches;
  private final SqliteRows rows;
  private final SqliteChanges changes;
  private final SqliteRuns runs;
  private final SqliteLedger ledger;
  private final SqliteIndicators indicators;
  private final SqliteBatchSessionReads batchSessions;
  private final SqliteDeliveries deliveries;
  private final Function<Connection, Store> hosted;
  private final Backup backup;
  private final Function<Writer, Merge> merging;
  private final Examination examination;
  private final HostPool pool;
  private final DataSource dataSource;
  private boolean closed;

  SqliteStore(
      DataFile file,
      @Nullable SharedFile shared,
      Connections connections,
      Schema schema,
      SqliteOptions.Values options,
      boolean readOnly) {
    this.file = file;
    this.shared = shared;
    this.rowSchema = new RowSchema(schema);
    Mappings mappings = new Mappings();
    Jdbi reading = mappings.on(Jdbi.create(connections::reader), schema);
    this.readers = new Readers(file.toString(), () -> Db.open(reading));
    Parts parts = new Parts(schema);
    RowTexts texts = new RowTexts(schema);
    ChangeTexts changeTexts = new ChangeTexts(schema);
    RunTexts runTexts = new RunTexts(schema);
    PurgeTexts purgeTexts = new PurgeTexts(schema);
    SqliteSessions sessions = new SqliteSessions(schema);
    Latch latch = new Latch(schema.name("batchkit_latch"));
    Function<UnitFrame, SqliteUnit> units =
        frame -> new SqliteUnit(frame, parts, texts, changeTexts, runTexts, purgeTexts, sessions);
    HostConnection host = new HostConnection(file, options.foreignKeys());
    this.hosted =
        connection -> {
          Jdbi joined = mappings.on(Jdbi.create(host.fit(connection)), schema);
          return new HostStore(this, Db.open(joined), latch, units);
        };
    if (readOnly || shared == null) {
      this.writer = null;
      this.owner = 0;
    } else {
      Jdbi writing = mappings.on(Jdbi.create(connections::writer), schema);
      this.writer =
          new Writer(file, shared, latch, options.busyTimeout(), () -> Db.open(writing), units);
      this.owner = shared.newOwner();
    }
    this.pool =
        new HostPool(
            file,
            shared,
            writer == null,
            options.busyTimeout(),
            writer == null ? connections::reader : connections::host);
    this.dataSource = new HostDataSource(writer, pool);
    this.id = begin(new Founding(file, schema));
    this.merging = door -> new Merge(file, options, schema, readers, door);
    this.backup = new Backup(file, connections, options, schema, id);
    this.examination = new Examination(file, schema);
    this.batches = new SqliteBatches(readers, parts, runTexts, purgeTexts);
    this.rows = new SqliteRows(readers, texts);
    this.changes = new SqliteChanges(readers, changeTexts);
    this.runs = new SqliteRuns(readers, runTexts);
    this.ledger = new SqliteLedger(readers, sessions);
    this.indicators = new SqliteIndicators(readers);
    this.batchSessions = new SqliteBatchSessionReads(readers);
    this.deliveries = new SqliteDeliveries(readers);
  }

  /** Opens both kinds of connection, or lets everything go again. */
  private UUID begin(Founding founding) {
    try {
      if (writer != null) {
        writer.open();
      }
      return readers.call(db -> founding.id(db.connection()));
    } catch (Throwable e) {
      letGo();
      throw e;
    }
  }

  /**
   * Makes a new file, readable by its owner only.
   *
   * @throws dev.batchkit.error.WrongFile if there is a file already, or none can be made
   */
  public static SqliteStore create(Path file) {
    return create(file, options -> options);
  }

  /** As {@link #create(Path)}, with options. */
  public static SqliteStore create(Path file, UnaryOperator<SqliteOptions> options) {
    return Opening.open(file, options.apply(SqliteOptions.DEFAULTS), Way.CREATE);
  }

  /**
   * Opens a file that has batchkit's tables.
   *
   * @throws dev.batchkit.error.WrongFile if it is anything else; it is left as it was
   */
  public static SqliteStore open(Path file) {
    return open(file, options -> options);
  }

  /** As {@link #open(Path)}, with options. */
  public static SqliteStore open(Path file, UnaryOperator<SqliteOptions> options) {
    return Opening.open(file, options.apply(SqliteOptions.DEFAULTS), Way.OPEN);
  }

  /**
   * Opens a file that has batchkit's tables, or makes it where there is none, or an empty one.
   *
   * @throws dev.batchkit.error.WrongFile if it is anything else; it is left as it was
   */
  public static SqliteStore openOrCreate(Path file) {
    return openOrCreate(file, options -> options);
  }

  /** As {@link #openOrCreate(Path)}, with options. */
  public static SqliteStore openOrCreate(Path file, UnaryOperator<SqliteOptions> options) {
    return Opening.open(file, options.apply(SqliteOptions.DEFAULTS), Way.OPEN_OR_CREATE);
  }

  /**
   * Adds batchkit's tables to an SQLite file of the application, in one transaction, or opens it if
   * it has them. Its {@code user_version}, {@code application_id} and journal mode stay as they
   * are. {@link #adoptionPlan} says beforehand what will be added.
   *
   * <p>Tables of a ledger that other programs keep are used as they are: more columns, other words
   * of the same affinity, checks, references and defaults do no harm, and views of the documented
   * names stay whoever made them.
   *
   * @throws dev.batchkit.error.WrongFile if it is no SQLite file, has other things under names that
   *     batchkit needs, or tables of a ledger in which a column is missing or has another affinity,
   *     the primary key is another one, a column is NOT NULL that batchkit has nothing for, or a
   *     trigger lies in wait; it is left as it was
   */
  public static SqliteStore adopt(Path file) {
    return adopt(file, options -> options);
  }

  /** As {@link #adopt(Path)}, with options. */
  public static SqliteStore adopt(Path file, UnaryOperator<SqliteOptions> options) {
    return Opening.open(file, options.apply(SqliteOptions.DEFAULTS), Way.ADOPT);
  }

  /**
   * Says what {@link #adopt(Path)} would add to a file, and what of the documented tables and views
   * is there in another form. Nothing is written.
   *
   * @throws dev.batchkit.error.WrongFile where adopting would be refused
   */
  public static AdoptionPlan adoptionPlan(Path file) {
    return adoptionPlan(file, options -> options);
  }

  /** As {@link #adoptionPlan(Path)}, with options. */
  public static AdoptionPlan adoptionPlan(Path file, UnaryOperator<SqliteOptions> options) {
    return Opening.plan(file, options.apply(SqliteOptions.DEFAULTS));
  }

  /**
   * Opens a file that has batchkit's tables for reading only; its {@link #owner} is 0.
   *
   * @throws dev.batchkit.error.WrongFile if it is anything else; it is left as it was
   */
  public static SqliteStore readOnly(Path file) {
    return readOnly(file, options -> options);
  }

  /** As {@link #readOnly(Path)}, with options. */
  public static SqliteStore readOnly(Path file, UnaryOperator<SqliteOptions> options) {
    return Opening.open(file, options.apply(SqliteOptions.DEFAULTS), Way.READ_ONLY);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public boolean isReadOnly() {
    return writer == null;
  }

  @Override
  public boolean hasSql() {
    return true;
  }

  @Override
  public long owner() {
    return owner;
  }

  @Override
  public boolean isAlive(long someOwner) {
    return shared != null && shared.isAlive(someOwner);
  }

  @Override
  public void prepare(RowTable table) {
    Writer door = writing();
    door.refuseWaiting();
    List<String> statements = readers.call(db -> rowSchema.statements(db.connection(), table));
    if (!statements.isEmpty()) {
      door.inFrame("prepare", frame -> rowSchema.make(frame.latched(), table));
    }
  }

  /** Also true on a thread that holds a transaction by {@link #dataSource}. */
  @Override
  public boolean isInUnit() {
    return writer != null && writer.isInside();
  }

  @Override
  public <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X {
    return writing().inUnit(step, work);
  }

  /**
   * Connections for the application's own code on the same file, such as its repositories. Of two
   * kinds, by where {@code getConnection()} is called:
   *
   * <ul>
   *   <li><b>On a thread that is inside a unit of this store</b>, such as in a row's work {@code
   *       inStore}: the connection of the unit. What is written by it is committed with the
   *       outcomes, or not at all. Transactions join: {@code setAutoCommit} and {@code commit} do
   *       nothing, {@code close} gives it back, {@code rollback} dooms the unit - if the code that
   *       rolled back throws on, as a transaction template does, its row fails and the others are
   *       done again without it; otherwise the unit fails with {@code StoreFailed} of the code
   *       {@code ROLLED_BACK}. Savepoints, and so transactions that nest by them, are refused, and
   *       refusing dooms the unit too. It is for that thread, and dead once the unit has ended.
   *   <li><b>Anywhere else</b>: one of at most 8 pooled connections, set up as the store's own,
   *       {@link SqliteOptions#onConnect} included. Transactions take the write lock with their
   *       first statement, waiting for it as long as {@link SqliteOptions#busyTimeout}; read-only
   *       ones ({@code setReadOnly(true)}) do not. While a thread has one open, its writing calls
   *       of the kit are refused with {@code InsideUnit}; {@code kit.in(connection)} works.
   * </ul>
   *
   * <p>Refused in both is what would change the connection for the next: PRAGMA, ATTACH,
   * transaction words in SQL, several statements in one text. On a store that is read-only, so are
   * these connections. When the store is closed they are dead.
   *
   * <p>Code that runs inside a unit and has a pool of its own on the same file waits for the lock
   * that its unit holds: the unit then fails with {@code StoreFailed} of the code {@code
   * SELF_DEADLOCK}, once that pool's own patience is over.
   *
   * @return the same at every call; safe for any number of threads
   */
  @Override
  public DataSource dataSource() {
    return dataSource;
  }

  @Override
  public Store within(Connection connection) {
    writing().refuseInside();
    return hosted.apply(connection);
  }

  private Writer writing() {
    if (writer == null) {
      throw new UnsupportedByStore(
          "The store " + file + " was opened for reading only: open it by SqliteStore.open.",
          "write");
    }
    return writer;
  }

  @Override
  public BatchReads batches() {
    return batches;
  }

  @Override
  public RowReads rows() {
    return rows;
  }

  @Override
  public ChangeReads changes() {
    return changes;
  }

  @Override
  public RunReads runs() {
    return runs;
  }

  @Override
  public LedgerReads ledger() {
    return ledger;
  }

  @Override
  public IndicatorReads indicators() {
    return indicators;
  }

  @Override
  public SessionReads sessions() {
    return batchSessions;
  }

  @Override
  public DeliveryReads deliveries() {
    return deliveries;
  }

  /**
   * Copies the orchestration sessions of another SQLite file into this one, with all that belongs
   * to them. Ids are kept; devices are the same if name, state and boundary are, natures if their
   * ids are. What is here stays as it is, but for sessions and execs that were here unfinished and
   * have ended there. So a merge that is done again changes nothing, and one that was cut short is
   * completed by the next. Runs, batches and their rows stay where they are: of a run, its session
   * is copied.
   *
   * <p>The other file need not be batchkit's: any file with the documented tables will do. It is
   * read only, as of one moment; where it is not in WAL mode, those who write into it wait
   * meanwhile. Others write into this file between the small units of the merge.
   *
   * @throws dev.batchkit.error.WrongFile if the other file is not there, is this one, cannot be
   *     read, or has no table {@code orchestration_session}; nothing is changed
   * @throws dev.batchkit.error.StoreFailed if this store cannot be written; what was copied stays
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of this store
   * @throws UnsupportedByStore if this store is read-only
   */
  public MergeReport merge(Path other) {
    return merging.apply(writing()).from(other);
  }

  /**
   * Copies everything that is committed now into a new file, readable by its owner only, while
   * others go on writing. The copy is looked through before it gets its name, so that what stands
   * there is whole; until then it lies beside it under a name that ends in {@code .tmp}. To go back
   * to it, put it in the place of the file while nobody has that open, without the {@code -wal} and
   * {@code -shm} of the old one, open it, and call {@code afterRestore()} of the kit first.
   *
   * <p>Of a file in WAL mode the log grows meanwhile by what others write; in other modes others
   * wait with their commits. Two backups at a time do not disturb each other.
   *
   * @param target where no file may be yet, in a directory that exists
   * @throws dev.batchkit.error.WrongFile if there is one; it is left as it is
   * @throws dev.batchkit.error.StoreFailed if it could not be written or is not sound; nothing is
   *     left of it
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of this store
   */
  public void backup(Path target) {
    if (writer != null) {
      writer.refuseInside();
    }
    backup.to(target);
  }

  /**
   * Looks whether a file that nobody has open, such as a backup, could be opened and is whole. It
   * is only read. What is wrong stands in the answer, a file that is not there included.
   */
  public static Health check(Path file) {
    return check(file, options -> options);
  }

  /** As {@link #check(Path)}, with options, of which the table prefix counts. */
  public static Health check(Path file, UnaryOperator<SqliteOptions> options) {
    return Opening.check(file, options.apply(SqliteOptions.DEFAULTS));
  }

  @Override
  public List<Check> examine() {
    List<Check> checks = new ArrayList<>();
    checks.add(Check.ok("store", file + (isReadOnly() ? ", for reading only" : "")));
    checks.addAll(
        readers.call(
            db -> {
              List<Check> found = new ArrayList<>(examination.surroundings(db.connection()));
              found.addAll(examination.content(db.connection()));
              return found;
            }));
    if (shared != null) {
      checks.add(
          Check.ok(
              "other stores",
              shared.neighbours()
                  + " in this process, "
                  + (shared.isOpenElsewhere() ? "some" : "none")
                  + " in others"));
    }
    return checks;
  }

  /**
   * {@inheritDoc}
   *
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of it
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    if (writer != null) {
      writer.refuseInside();
    }
    closed = true;
    letGo();
    if (shared != null) {
      shared.leave();
    }
  }

  /** What a kill would do to it, for tests: its unit never commits, its owner number dies. */
  synchronized void abandon() throws SQLException {
    if (writer != null) {
      writer.abandon();
    }
    closed = true;
    readers.close();
    pool.close();
    if (shared != null) {
      shared.letGo(owner);
      shared.leave();
    }
  }

  /** The writer goes last: SQLite writes the log back into the file only by one that may write. */
  private void letGo() {
    readers.close();
    pool.close();
    if (writer != null) {
      writer.close();
    }
    if (shared != null) {
      shared.letGo(owner);
    }
  }
}
