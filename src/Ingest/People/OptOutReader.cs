using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>One opt-out as written: by letter or by number and birth date.</summary>
/// <param name="Identity">Whom; null if only a letter is named.</param>
/// <param name="LetterId">Letter id, may be empty.</param>
/// <param name="From">First day without letters, yyyymmdd.</param>
public sealed record OptOutEntry(Identity? Identity, string LetterId, int From)
{
    /// <inheritdoc/>
    public override string ToString() => "***";
}

/// <summary>An opt-out whose person was looked for.</summary>
/// <param name="Person">Pseudonym; 0 if only a letter is named, or if nobody was found.</param>
/// <param name="LetterId">Letter id, may be empty.</param>
/// <param name="From">First day without letters, yyyymmdd.</param>
public sealed record LinkedOptOut(long Person, string LetterId, int From);

/// <summary>Opt-outs as read.</summary>
public sealed record OptOutFile(
    IReadOnlyList<OptOutEntry> Entries, FileEncoding Encoding, Tallied Tallied, IReadOnlyList<Reject> Rejects);

/// <summary>Reads opt-outs (送付停止の申出). A file that says only 「該当なし」 is an explicit empty list (decisions A2).</summary>
public static class OptOutReader
{
    /// <summary>What an explicit empty list says.</summary>
    public const string NoneText = "該当なし";

    /// <summary>Reads opt-outs.</summary>
    /// <exception cref="UserError">A required column is missing.</exception>
    public static OptOutFile Read(ByteSource source, IngestSettings settings)
    {
        var encoding = EncodingSniffer.Sniff(source);
        var records = MappedCsv.ReadRecords(source, encoding);
        if (IsExplicitlyEmpty(records))
        {
            var none = new Tallied { RowsIn = records.Count };
            none.Skip(RowFates.ReasonOf(RowFate.HeaderOrTrailer), records.Count);
            return new OptOutFile([], encoding, none, []);
        }

        var table = MappedCsv.Read(source, RosterColumns.OptOuts);
        var entries = new List<OptOutEntry>();
        var rejects = new List<Reject>();
        var defaultInsurer = settings.InsurerNumbers.Count == 1 ? settings.InsurerNumbers[0] : "";
        foreach (var record in table.Records.Where(r => !IsNone(r)))
        {
            var reject = TryEntry(table, record, defaultInsurer, out var entry);
            if (reject is null)
            {
                entries.Add(entry!);
            }
            else
            {
                rejects.Add(reject);
            }
        }

        var tallied = new Tallied { RowsIn = records.Count, RowsStored = entries.Count, RowsRejected = rejects.Count };
        tallied.Skip(RowFates.ReasonOf(RowFate.HeaderOrTrailer), 1 + table.Records.Count(IsNone));
        tallied.Check();
        return new OptOutFile(entries, encoding, tallied, rejects);
    }

    /// <summary>Whether a file says nothing but 「該当なし」.</summary>
    public static bool IsExplicitlyEmpty(IReadOnlyList<CsvRecord> records) => records.Count > 0 && records.All(IsNone);

    private static bool IsNone(CsvRecord record) => record.Fields.Any(f => f == NoneText) && record.Fields.All(f =>
        f.Length == 0 || f == NoneText);

    private static Reject? TryEntry(CsvTable table, CsvRecord record, string defaultInsurer, out OptOutEntry? entry)
    {
        entry = null;
        if (!StaffDate.TryRead(table.Get(record, "from"), out var from) || from == 0)
        {
            return new Reject(table.File, record.Line, "from 停止日", "bad-date", "", "a date");
        }

        var letter = table.Get(record, "letter_id");
        var number = KanaWidth.FoldNumber(table.Get(record, "number"));
        if (letter.Length == 0 && number.Length == 0)
        {
            return new Reject(table.File, record.Line, "number 番号", "no-number", "", "a number or a letter id");
        }

        if (!StaffDate.TryRead(table.Get(record, "birth_date"), out var birthDate))
        {
            return new Reject(table.File, record.Line, "birth_date 生年月日", "bad-date", FoundText.Masked, "a date");
        }

        var insurer = table.Get(record, "insurer_number");
        var identity = number.Length == 0
            ? null
            : new Identity(
                InsurerNumber.Normalise(insurer.Length > 0 ? insurer : defaultInsurer), KanaWidth.FoldNumber(table.Get(record,
                    "symbol")),
                number, IdentityReader.BranchOf(table.Get(record, "branch")), "", "", Sex.Unknown, birthDate);
        entry = new OptOutEntry(identity, letter, from);
        return null;
    }
}
