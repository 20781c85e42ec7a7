using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Bytes;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Ingest.Masters;

/// <summary>A master file of any kind, applied: what was read, row by row.</summary>
/// <param name="Tallied">The accounting identity, already checked.</param>
public sealed record MasterReading(FileEncoding Encoding, Tallied Tallied, IReadOnlyList<Reject> Rejects)
{
    /// <summary>Gives every record to <paramref name="apply"/>, which returns a reject or null.</summary>
    internal static MasterReading Of(ByteSource source, Func<CsvRecord, Reject?> apply)
    {
        var encoding = EncodingSniffer.Sniff(source);
        var records = MappedCsv.ReadRecords(source, encoding);
        var rejects = new List<Reject>();
        foreach (var record in records)
        {
            if (apply(record) is { } reject)
            {
                rejects.Add(reject);
            }
        }

        var tallied = new Tallied
        {
            RowsIn = records.Count,
            RowsStored = records.Count - rejects.Count,
            RowsRejected = rejects.Count,
        };
        tallied.Check();
        return new MasterReading(encoding, tallied, rejects);
    }
}

/// <summary>Kinds of master by 項番 2 マスター種別 (マスターファイル仕様説明書 令和4年4月).</summary>
public enum MasterKind
{
    /// <summary>None of those below.</summary>
    Other,

    /// <summary>医薬品 y.</summary>
    Drugs,

    /// <summary>傷病名 b.</summary>
    Diseases,

    /// <summary>診療行為 s.</summary>
    Acts,

    /// <summary>修飾語 z.</summary>
    Modifiers,
}

/// <summary>Tells masters apart by their first record.</summary>
public static class MasterKinds
{
    /// <summary>Whether a first record looks like a master of any kind: 変更区分, then a letter.</summary>
    public static bool LooksLikeMaster(IReadOnlyList<string> fields) =>
        fields.Count >= 10 && fields[0] is "0" or "1" or "3" or "5" or "9" && fields[1].Length == 1
            && char.IsAsciiLetterUpper(fields[1][0]);

    /// <summary>Kind of a first record.</summary>
    public static MasterKind Of(IReadOnlyList<string> fields) => !LooksLikeMaster(fields) ? MasterKind.Other : fields[1] switch
    {
        "Y" when fields.Count >= DrugMaster.ColumnsMin => MasterKind.Drugs,
        "B" when fields.Count >= DiseaseMaster.ColumnsMin => MasterKind.Diseases,
        "S" when fields.Count >= ActMaster.ColumnsMin => MasterKind.Acts,
        "Z" when fields.Count >= ModifierMaster.ColumnsMin => MasterKind.Modifiers,
        _ => MasterKind.Other,
    };
}
