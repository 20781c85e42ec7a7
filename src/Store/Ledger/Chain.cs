using System.Security.Cryptography;
using System.Text;

namespace ClaimsWatch.Store.Ledger;

/// <summary>The arithmetic of the chain, and the check that finds what was changed, removed, inserted or cut off.</summary>
public static class Chain
{
    /// <summary>Hash of one item: SHA-256(salt ‖ UTF-8 body), lower-case hexadecimal.</summary>
    public static string ItemHash(byte[] salt, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return Hex([.. salt, .. bytes]);
    }

    /// <summary>Hash of all items of an entry: SHA-256 of their hashes, one a line.</summary>
    public static string BodyHash(IEnumerable<string> itemHashes) =>
        Hex(Encoding.ASCII.GetBytes(string.Concat(itemHashes.Select(h => h + "\n"))));

    /// <summary>The entry after <paramref name="head"/>.</summary>
    public static LedgerEntry Next(LedgerHead head, DateOnly at, string run, string kind, string round, string bodyHash)
    {
        // Fields are joined by line ends, so none may hold one.
        if ((run + kind + round).Contains('\n', StringComparison.Ordinal))
        {
            throw new ArgumentException("a line end in a ledger field", nameof(run));
        }

        var entry = new LedgerEntry(head.Seq + 1, at, run, kind, round, bodyHash, head.Hash, "");
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>What is wrong with the ledger; empty if nothing.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="heads">Heads that runs wrote down, in any order.</param>
    public static IReadOnlyList<string> Verify(LedgerFile ledger, IEnumerable<LedgerHead> heads)
    {
        var findings = new List<string>();
        var head = LedgerHead.Empty;
        var hashes = new Dictionary<int, string> { [0] = head.Hash };
        var erased = ledger.Read<ErasedItem>(EntryKinds.Erased).ToHashSet();
        foreach (var entry in ledger.Entries())
        {
            if (entry.Seq != head.Seq + 1)
            {
                findings.Add(Texts.EntryMissing(head.Seq + 1));
            }

            if (entry.Prev != head.Hash)
            {
                findings.Add(Texts.EntryOutOfChain(entry.Seq));
            }

            if (entry.Hash != HashOf(entry))
            {
                findings.Add(Texts.EntryChanged(entry.Seq, entry.Kind));
            }

            findings.AddRange(CheckBodies(ledger.Bodies(entry.Seq), entry, erased));
            hashes[entry.Seq] = entry.Hash;
            head = new LedgerHead(entry.Seq, entry.Hash);
        }

        foreach (var known in heads.Distinct().OrderBy(h => h.Seq))
        {
            if (!hashes.TryGetValue(known.Seq, out var hash))
            {
                findings.Add(Texts.TailCut(head.Seq, known.Seq));
            }
            else if (hash != known.Hash)
            {
                findings.Add(Texts.EntryNotAsSeen(known.Seq));
            }
        }

        return findings;
    }

    private static IEnumerable<string> CheckBodies(IReadOnlyList<StoredItem> items, LedgerEntry entry, HashSet<ErasedItem> erased)
    {
        if (BodyHash(items.Select(i => i.Hash)) != entry.BodyHash)
        {
            yield return Texts.ItemsChanged(entry.Seq, entry.Kind);
        }

        foreach (var item in items)
        {
            if (item.Body is null || item.Salt is null)
            {
                if (!erased.Contains(new ErasedItem(entry.Seq, item.Item)))
                {
                    yield return Texts.BodyGone(entry.Seq, entry.Kind, item.Item);
                }
            }
            else if (ItemHash(item.Salt, item.Body) != item.Hash)
            {
                yield return Texts.BodyChanged(entry.Seq, entry.Kind, item.Item);
            }
        }
    }

    private static string HashOf(LedgerEntry entry) => Hex(Encoding.UTF8.GetBytes(
        $"{entry.Seq}\n{entry.At:yyyy-MM-dd}\n{entry.Run}\n{entry.Kind}\n{entry.Round}\n{entry.BodyHash}\n{entry.Prev}"));

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
