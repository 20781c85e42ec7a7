using ClaimsWatch.Core.Claims;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Core.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.People;

/// <summary>A roster as read.</summary>
/// <param name="AsOf">基準日 yyyymmdd: the date in the file's name, else the one assumed.</param>
public sealed record RosterFile(
    RosterMembers Members, int AsOf, FileEncoding Encoding, Tallied Tallied, IReadOnlyList<Reject> Rejects);

/// <summary>Reads the roster (資格ファイル): a full snapshot of members, with those lost.</summary>
public static class RosterReader
{
    /// <summary>Reads a roster row by row; a row that names nobody is rejected.</summary>
    /// <param name="source">The file.</param>
    /// <param name="assumedAsOf">基準日 yyyymmdd where the name of the file says none.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="before">Members of earlier rosters: a row that says the same as theirs is not kept a second time.</param>
    /// <exception cref="UserError">A required column is missing.</exception>
    public static RosterFile Read(ByteSource source, int assumedAsOf, IngestSettings settings, LinkedMembers before)
    {
        var asOf = AsOfName(source.Name) is var named and > 0 ? named : assumedAsOf;
        // An older roster that comes late must not take members back to its own date.
        var repeated = new RepeatedRows(asOf >= before.NewestAsOf() ? before : LinkedMembers.None);
        var onlyInsurer = settings.InsurerNumbers.Count == 1;
        var columns = RosterColumns.Roster.Select(c => c.Name == "insurer_number" ? c with { Required = !onlyInsurer } : c)
            .ToList();
        using var rows = MappedCsv.Open(source, columns);
        var row = new RosterRow(rows, source.Name, onlyInsurer ? InsurerNumber.Normalise(settings.InsurerNumbers[0]) : "");
        var (blocks, writer) = (new RecordBlocks(), new RecordWriter());
        var members = new List<ArraySegment<byte>>();
        var rejects = new List<Reject>();
        while (rows.Read())
        {
            if (row.Write(writer) is { } fault)
            {
                rejects.Add(fault);
            }
            else
            {
                members.Add(repeated.TryFind(writer.Written, out var earlier) ? earlier : blocks.Add(writer.Written));
            }
        }

        var tallied =
            new Tallied { RowsIn = members.Count + rejects.Count + 1, RowsStored = members.Count, RowsRejected = rejects.Count };
        tallied.Skip(RowFates.ReasonOf(RowFate.HeaderOrTrailer));
        tallied.Check();
        return new RosterFile(new RosterMembers([.. members]), asOf, rows.Encoding, tallied, rejects);
    }

    /// <summary>A date of eight digits in a file name, 0 if there is none.</summary>
    public static int AsOfName(string name)
    {
        for (var i = 0; i + 8 <= name.Length; i++)
        {
            var bounded = (i == 0 || !char.IsAsciiDigit(name[i - 1])) && (i + 8 == name.Length
                || !char.IsAsciiDigit(name[i + 8]));
            if (bounded && int.TryParse(name.AsSpan(i, 8), System.Globalization.NumberStyles.None, null, out var day)
                && JapaneseDate.IsDay(day))
            {
                return day;
            }
        }

        return 0;
    }

    /// <summary>Reads 男女区分 as staff write it; nothing and 0 are unknown.</summary>
    public static bool TrySex(string text, out Sex sex)
    {
        sex = KanaWidth.Fold(text).Trim().ToUpperInvariant() switch
        {
            "1" or "男" or "男性" or "M" or "MALE" => Sex.Male,
            "2" or "女" or "女性" or "F" or "FEMALE" => Sex.Female,
            _ => Sex.Unknown,
        };
        return sex != Sex.Unknown || text.Trim() is "" or "0";
    }
}
