using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClaimsWatch.Core.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ClaimsWatch.Store.Ledger;

/// <summary>
/// The append-only, hash-chained list of what the programme did (decisions B8). One writer; triggers refuse updates and deletes,
/// and the chain shows whoever went round them.
/// </summary>
public sealed class LedgerFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly byte[] _saltKey;

    private LedgerFile(string path, SqliteConnection connection, byte[] saltKey)
    {
        Path = path;
        _connection = connection;
        _saltKey = saltKey;
    }

    /// <summary>The SQLite file.</summary>
    public string Path { get; }

    /// <summary>The newest entry.</summary>
    public LedgerHead Head
    {
        get
        {
            using var command = Command("select seq, hash from entries order by seq desc limit 1");
            using var reader = command.ExecuteReader();
            return reader.Read() ? new LedgerHead(reader.GetInt32(0), reader.GetString(1)) : LedgerHead.Empty;
        }
    }

    /// <summary>Makes an empty ledger.</summary>
    /// <param name="path">A file that does not exist.</param>
    /// <param name="saltKey">Secret from which salts are derived, so that an erased body can't be guessed from its hash.</param>
    public static LedgerFile Create(string path, byte[] saltKey)
    {
        var ledger = Open(path, SqliteOpenMode.ReadWriteCreate, saltKey, queryOnly: false);
        using var stream = typeof(LedgerFile).Assembly.GetManifestResourceStream("Ledger.sql")
            ?? throw new InvalidOperationException("Ledger.sql is not in the assembly");
        using var text = new StreamReader(stream);
        using var transaction = ledger._connection.BeginTransaction();
        using var command = ledger.Command(text.ReadToEnd());
        command.ExecuteNonQuery();
        transaction.Commit();
        return ledger;
    }

    /// <summary>Opens a ledger.</summary>
    /// <exception cref="UserError">It is missing, damaged, or no ledger.</exception>
    public static LedgerFile Open(string path, byte[] saltKey, bool write)
    {
        try
        {
            // Readers too open for writing: only so can SQLite roll a dead writer's half transaction back. query_only keeps
            // them readers.
            var ledger = Open(path, SqliteOpenMode.ReadWrite, saltKey, queryOnly: !write);
            try
            {
                _ = ledger.Head;
                return ledger;
            }
            catch
            {
                ledger.Dispose();
                throw;
            }
        }
        catch (SqliteException e)
        {
            throw Texts.LedgerRefused(path, $"SQLite {e.SqliteErrorCode}");
        }
    }

    /// <summary>Appends entries in one transaction: all of them or none.</summary>
    /// <param name="at">The day given as today.</param>
    /// <param name="run">Run id.</param>
    /// <param name="entries">In order.</param>
    /// <returns>The entries as chained.</returns>
    /// <exception cref="UserError">
    /// A second draw or posting of a round, or a second letter to a person in it (exit 7).
    /// </exception>
    public IReadOnlyList<LedgerEntry> Append(DateOnly at, string run, params IReadOnlyList<NewEntry> entries)
    {
        using var transaction = _connection.BeginTransaction();
        var head = Head;
        var appended = new List<LedgerEntry>(entries.Count);
        foreach (var entry in entries)
        {
            OnlyOnce.Check(this, entry);
            var items = entry.Items.Select((item, i) => Seal(head.Seq + 1, i, item)).ToList();
            var chained = Chain.Next(head, at, run, entry.Kind, entry.Round, Chain.BodyHash(items.Select(i => i.Hash)));
            Insert(chained, items);
            appended.Add(chained);
            head = new LedgerHead(chained.Seq, chained.Hash);
        }

        transaction.Commit();
        return appended;
    }

    /// <summary>Every entry, in order.</summary>
    public IReadOnlyList<LedgerEntry> Entries()
    {
        using var command = Command("select seq, at, run, kind, round, body_hash, prev, hash from entries order by seq");
        using var reader = command.ExecuteReader();
        var entries = new List<LedgerEntry>();
        while (reader.Read())
        {
            entries.Add(new LedgerEntry(
                reader.GetInt32(0), DateOnly.ParseExact(reader.GetString(1), "yyyy-MM-dd"), reader.GetString(2),
                reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7)));
        }

        return entries;
    }

    /// <summary>Items of a kind, of all rounds or one, oldest first; erased ones are left out.</summary>
    public IEnumerable<T> Read<T>(string kind, string? round = null) =>
        Items<T>(
            """
            select b.body from entries e join bodies b using (seq)
            where e.kind = $kind and ($round is null or e.round = $round) and b.body is not null order by seq, item
            """,
            kind, round);

    /// <summary>Items of the newest entry of a kind, in each round or in one: what repeated steps replaced is left out.</summary>
    public IEnumerable<T> ReadNewest<T>(string kind, string? round = null) =>
        Items<T>(
            "select body from newest where kind = $kind and ($round is null or round = $round) order by seq, item", kind, round);

    /// <summary>Whether there is an entry of this kind in the round.</summary>
    public bool Has(string kind, string round)
    {
        using var command = Command("select exists (select 1 from entries where kind = $kind and round = $round)");
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$round", round);
        return (long)command.ExecuteScalar()! == 1;
    }

    /// <summary>
    /// Removes bodies and salts for good; their hashes stay, so the chain still verifies. What was erased is an entry of its own.
    /// </summary>
    /// <exception cref="InvalidOperationException">An item belongs to many people at once (the frozen draw).</exception>
    public void Erase(DateOnly at, string run, IReadOnlyList<ErasedItem> items)
    {
        var shared = Entries().Where(e => e.Kind == EntryKinds.Allocation).Select(e => e.Seq).ToHashSet();
        if (items.Any(i => shared.Contains(i.Seq)))
        {
            throw new InvalidOperationException("the frozen draw is everybody's; it holds pseudonyms only");
        }

        Append(at, run, NewEntry.Of(EntryKinds.Erased, "", items));
        using (var transaction = _connection.BeginTransaction())
        {
            foreach (var item in items)
            {
                using var command = Command("update bodies set body = null, salt = null where seq = $seq and item = $item");
                command.Parameters.AddWithValue("$seq", item.Seq);
                command.Parameters.AddWithValue("$item", item.Item);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        // Freed pages would still hold the text.
        using var vacuum = Command("vacuum");
        vacuum.ExecuteNonQuery();
    }

    /// <summary>
    /// Bodies that mention a person or one of the person's letters, as item addresses; for `disclose`, and for `erase` all but
    /// the frozen draw.
    /// </summary>
    public IReadOnlyList<(ErasedItem Item, string Kind, string Round, string Body)> About(long person)
    {
        const string letter = "\"letter_id\":\"";
        var own = Mentioning($"\"person\":\"{person}\"");
        var letters = own.Where(f => f.Kind == EntryKinds.Letters).SelectMany(f =>
        {
            var start = f.Body.IndexOf(letter, StringComparison.Ordinal) + letter.Length;
            return Mentioning(f.Body[(start - letter.Length)..(f.Body.IndexOf('"', start) + 1)]);
        });
        return [.. own.Concat(letters).DistinctBy(f => f.Item).OrderBy(f => f.Item.Seq).ThenBy(f => f.Item.Item)];
    }

    /// <summary>A whole copy of the ledger as it is now, in a new file.</summary>
    public void CopyTo(string path)
    {
        using var command = Command("vacuum into $path");
        command.Parameters.AddWithValue("$path", path);
        command.ExecuteNonQuery();
    }

    /// <summary>One JSON line an entry, bodies included: the same for the same inputs, settings, key, seed and days.</summary>
    public IEnumerable<string> Canonical()
    {
        foreach (var entry in Entries())
        {
            var bodies = string.Join(',', Bodies(entry.Seq).Select(b => b.Body ?? "null"));
            var line = JsonSerializer.Serialize(entry, LedgerJson.Options);
            yield return $"{line[..^1]},\"items\":[{bodies}]}}";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <summary>Stored items of an entry, in order.</summary>
    internal IReadOnlyList<StoredItem> Bodies(int seq)
    {
        using var command = Command("select item, salt, body, hash from bodies where seq = $seq order by item");
        command.Parameters.AddWithValue("$seq", seq);
        using var reader = command.ExecuteReader();
        var items = new List<StoredItem>();
        while (reader.Read())
        {
            items.Add(new StoredItem(
                reader.GetInt32(0), reader.IsDBNull(1) ? null : (byte[])reader[1],
                reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3)));
        }

        return items;
    }

    private StoredItem Seal(int seq, int item, object body)
    {
        var text = JsonSerializer.Serialize(body, body.GetType(), LedgerJson.Options);
        var salt = HMACSHA256.HashData(_saltKey, Encoding.ASCII.GetBytes($"{seq}|{item}"))[..16];
        return new StoredItem(item, salt, text, Chain.ItemHash(salt, text));
    }

    private void Insert(LedgerEntry entry, IReadOnlyList<StoredItem> items)
    {
        using var command = Command(
            """
            insert into entries (seq, at, run, kind, round, body_hash, prev, hash)
            values ($seq, $at, $run, $kind, $round, $body_hash, $prev, $hash)
            """);
        command.Parameters.AddWithValue("$seq", entry.Seq);
        command.Parameters.AddWithValue("$at", $"{entry.At:yyyy-MM-dd}");
        command.Parameters.AddWithValue("$run", entry.Run);
        command.Parameters.AddWithValue("$kind", entry.Kind);
        command.Parameters.AddWithValue("$round", entry.Round);
        command.Parameters.AddWithValue("$body_hash", entry.BodyHash);
        command.Parameters.AddWithValue("$prev", entry.Prev);
        command.Parameters.AddWithValue("$hash", entry.Hash);
        command.ExecuteNonQuery();

        using var body = Command("insert into bodies (seq, item, salt, body, hash) values ($seq, $item, $salt, $body, $hash)");
        body.Parameters.AddWithValue("$seq", entry.Seq);
        var (item, salt, text, hash) = (
            body.Parameters.Add("$item", SqliteType.Integer), body.Parameters.Add("$salt", SqliteType.Blob),
            body.Parameters.Add("$body", SqliteType.Text), body.Parameters.Add("$hash", SqliteType.Text));
        foreach (var stored in items)
        {
            (item.Value, salt.Value, text.Value, hash.Value) = (stored.Item, stored.Salt, stored.Body, stored.Hash);
            body.ExecuteNonQuery();
        }
    }

    private IEnumerable<T> Items<T>(string sql, string kind, string? round)
    {
        using var command = Command(sql);
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$round", (object?)round ?? DBNull.Value);
        using var reader = command.ExecuteReader();
        var items = new List<T>();
        while (reader.Read())
        {
            items.Add(JsonSerializer.Deserialize<T>(reader.GetString(0), LedgerJson.Options)
                ?? throw new InvalidOperationException($"a null body of kind {kind}"));
        }

        return items;
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private List<(ErasedItem Item, string Kind, string Round, string Body)> Mentioning(string text)
    {
        using var command = Command(
            """
            select e.seq, b.item, e.kind, e.round, b.body from entries e join bodies b using (seq)
            where instr(b.body, $text) > 0 order by seq, item
            """);
        command.Parameters.AddWithValue("$text", text);
        using var reader = command.ExecuteReader();
        var found = new List<(ErasedItem, string, string, string)>();
        while (reader.Read())
        {
            found.Add((new ErasedItem(reader.GetInt32(0), reader.GetInt32(1)), reader.GetString(2), reader.GetString(3),
                reader.GetString(4)));
        }

        return found;
    }

    private static LedgerFile Open(string path, SqliteOpenMode mode, byte[] saltKey, bool queryOnly)
    {
        // Pooling would keep the file open behind our back, and Windows could not replace or copy it.
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "pragma foreign_keys = on; pragma synchronous = extra; pragma secure_delete = on;"
                + (queryOnly ? " pragma query_only = on;" : "");
            command.ExecuteNonQuery();
            return new LedgerFile(path, connection, saltKey);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}

/// <summary>One item as stored; body and salt are null once erased.</summary>
internal sealed record StoredItem(int Item, byte[]? Salt, string? Body, string Hash);
