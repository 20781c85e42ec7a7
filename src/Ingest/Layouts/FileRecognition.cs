using System.Text;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;
using ClaimsWatch.Ingest.Masters;
using ClaimsWatch.Ingest.People;
using ClaimsWatch.Ingest.Receipts;

namespace ClaimsWatch.Ingest.Layouts;

/// <summary>What a file is.</summary>
/// <param name="Kind">Name of decisions E1, or UNKNOWN, EMPTY, TEXTINFO.</param>
/// <param name="Layout">For claim files.</param>
public sealed record RecognisedFile(string Kind, Layout? Layout = null)
{
    /// <summary>No format we know.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>No rows.</summary>
    public const string Empty = "EMPTY";

    /// <summary>テキスト情報 (<c>*TEXTINFO_*.CSV</c>) beside the claims.</summary>
    public const string TextInfo = "TEXTINFO";

    /// <summary>資格ファイル.</summary>
    public const string Roster = "ROSTER";

    /// <summary>A master, of drugs or another.</summary>
    public const string Master = "MASTER";

    /// <summary>A CSV read through a mapping.</summary>
    public const string Mapped = "CSV";

    /// <summary>The second file of a mapping, read with the first.</summary>
    public const string Joined = "CSV-JOINED";

    /// <summary>送付停止の申出.</summary>
    public const string OptOut = "OPTOUT";

    /// <summary>過誤一覧: receipts taken back.</summary>
    public const string Withdrawals = "WITHDRAWALS";
}

/// <summary>Recognises a file by the end of its name, else by its first rows.</summary>
public static class FileRecognition
{
    private const int HeadBytes = 1 << 16;
    private static readonly string[] s_insurerKinds = ["MED", "DPC", "DEN", "PHA", "NUR"];

    /// <summary>Recognises a file; never fails.</summary>
    public static RecognisedFile Recognise(ByteSource source, FileEncoding encoding)
    {
        var head = new byte[Math.Min(HeadBytes, source.Length)];
        var read = source.ReadAt(0, head);
        var lines = FirstLines(new MemoryByteSource(source.Name, head.AsMemory(0, read)));
        if (lines.Count == 0)
        {
            return new RecognisedFile(RecognisedFile.Empty);
        }

        return ByName(source.Name.ToUpperInvariant()) ?? ByClaimRows(lines) ?? ByCsvHeader(source, encoding, lines)
            ?? new RecognisedFile(RecognisedFile.Unknown);
    }

    private static RecognisedFile? ByName(string name)
    {
        foreach (var kind in s_insurerKinds)
        {
            if (name.EndsWith($"RECODEINFO_{kind}.CSV", StringComparison.Ordinal))
            {
                return new RecognisedFile(kind, LayoutCatalogue.Find(kind));
            }
        }

        if (name.Contains("TEXTINFO", StringComparison.Ordinal) && name.EndsWith(".CSV", StringComparison.Ordinal))
        {
            return new RecognisedFile(RecognisedFile.TextInfo);
        }

        var isUke = name.Length > 8 && name.StartsWith("RECEIPT", StringComparison.Ordinal) && name.EndsWith(".UKE",
            StringComparison.Ordinal);
        var layout = isUke ? LayoutCatalogue.Find($"UKE-{name[7]}") : null;
        return layout is null ? null : new RecognisedFile(layout.Kind, layout);
    }

    /// <summary>A few rows show side (prefix or not), 点数表 (IR, UK, YK, HM) and DPC (BU).</summary>
    private static RecognisedFile? ByClaimRows(List<string[]> lines)
    {
        var prefixed = lines[0].Length > 3 && lines[0].Take(3).All(f => f.Length > 0 && f.All(char.IsAsciiDigit))
            && lines[0][3] == "MN";
        var offset = prefixed ? 3 : 0;
        var tags = lines.Where(l => l.Length > offset).Select(l => l[offset]).ToList();
        if (!prefixed && tags.Count > 0 && tags[0] is not ("IR" or "UK" or "YK" or "HM"))
        {
            return null;
        }

        var institution = lines.Find(l => l.Length > offset + 3 && l[offset] is "IR" or "UK" or "YK" or "HM");
        var form = institution is null ? "" : institution[offset] switch
        {
            "YK" => "PHA",
            "HM" => "NUR",
            _ when institution[offset + 3] == "3" => "DEN",
            _ when tags.Contains("BU") => "DPC",
            _ => "MED",
        };
        var kind = prefixed ? form : form switch
        {
            "PHA" => "UKE-Y",
            "NUR" => "UKE-H",
            "DEN" => "UKE-S",
            "DPC" => "UKE-D",
            "MED" => "UKE-C",
            _ => "",
        };
        return LayoutCatalogue.Find(kind) is { } layout ? new RecognisedFile(kind, layout) : null;
    }

    private static RecognisedFile? ByCsvHeader(ByteSource source, FileEncoding encoding, List<string[]> lines)
    {
        var first = lines[0].Select(f => f.Trim().Trim('"')).ToList();
        if (MasterKinds.LooksLikeMaster(first))
        {
            return new RecognisedFile(RecognisedFile.Master);
        }

        var decoder = EncodingSniffer.DecoderOf(encoding);
        List<string> header;
        try
        {
            header = [.. first.Select(f => decoder.GetString(Encoding.Latin1.GetBytes(f)).Trim('\uFEFF', '"', ' '))];
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        if (MappedCsv.Match(header, [WithdrawalReader.SearchNumber]).Count > 0)
        {
            return new RecognisedFile(RecognisedFile.Withdrawals);
        }

        var roster = MappedCsv.Match(header, RosterColumns.Roster);
        var optOuts = MappedCsv.Match(header, RosterColumns.OptOuts);
        if (roster.ContainsKey("sex") || (roster.Count >= 5 && !optOuts.ContainsKey("from")))
        {
            return new RecognisedFile(RecognisedFile.Roster);
        }

        var saysNone = header.Contains(OptOutReader.NoneText);
        return optOuts.ContainsKey("from") || (saysNone && source.Length < HeadBytes)
            ? new RecognisedFile(RecognisedFile.OptOut) : null;
    }

    /// <summary>First rows, each byte as one character, so that nothing has to be decoded to look at tags.</summary>
    private static List<string[]> FirstLines(ByteSource head)
    {
        using var scanner = new LineScanner(head, HeadBytes);
        var lines = new List<string[]>();
        while (lines.Count < 400 && scanner.Next())
        {
            lines.Add(Encoding.Latin1.GetString(scanner.Line).Split(','));
        }

        return lines;
    }
}
