namespace ClaimsWatch.Ingest;

/// <summary>Settings of reading and linking.</summary>
public sealed record IngestSettings
{
    // Record, places in lists, tag, row of the table of persons; measured (benchmarks/results/ingest.md).
    private const long BytesOfPerson = 400;
    private const long RoomBeside = 448L << 20;

    /// <summary>The client's own 保険者番号 (there may be several, 退職者 for example); empty: 振替 can't be judged, which is
    /// said.</summary>
    public IReadOnlyList<string> InsurerNumbers { get; init; } = [];

    /// <summary>Months of eligibility kept up to the newest claim month; 1 to 72.</summary>
    public int EligibilityMonthsMax { get; init; } = 36;

    /// <summary>Share of medicine lines with a code the master does not know, above which a check warns; 0 to 1.</summary>
    public double UnknownDrugShareMax { get; init; } = 0.02;

    /// <summary>Least ratio of a month's receipts to the month before, below which a check warns.</summary>
    public double MonthRatioMin { get; init; } = 0.7;

    /// <summary>Greatest ratio of a month's receipts to the month before, above which a check warns.</summary>
    public double MonthRatioMax { get; init; } = 1.4;

    /// <summary>Share of persons whose records disagree on sex or birth date, above which a check warns; 0 to 1.</summary>
    public double ConflictShareMax { get; init; } = 0.005;

    /// <summary>Share of lines or receipts whose points do not add up, above which a check warns; 0 to 1.</summary>
    public double ArithmeticShareMax { get; init; } = 0.01;

    /// <summary>Share of receipts with a date that can't be, above which a check warns; 0 to 1.</summary>
    public double ImpossibleDateShareMax { get; init; } = 0.001;

    /// <summary>Share of receipts whose person was not found, above which a check warns; 0 to 1.</summary>
    public double UnlinkedShareMax { get; init; } = 0.01;

    /// <summary>Difference between men and women in the share of weakly linked receipts, above which a check warns;
    /// 0 to 1.</summary>
    public double LinkageSexGapMax { get; init; } = 0.01;

    /// <summary>
    /// Memory that a delivery may use, bytes. Receipts that wait for their persons may have a part of it; what exceeds that goes
    /// to a spool file. Names, the vault and one month's receipts come on top of it.
    /// </summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of packed receipts that may wait: a quarter of what the program and its people leave, or the little
    /// there is.</summary>
    /// <param name="people">Members and identities, as far as they can be known before anything is read.</param>
    internal long ReceiptBytes(long people) =>
        Math.Max(MemoryBytes / 32, (MemoryBytes - (256L << 20) - (people * BytesOfPerson)) / 4);

    /// <summary>Whether there is room to do things beside each other that each need memory of their own:
    /// two months, say.</summary>
    /// <param name="people">Members and identities, which are held all the while.</param>
    public bool HasRoomBeside(long people) => MemoryBytes - (people * BytesOfPerson) >= RoomBeside;

    /// <summary>Share above which a finding by share is critical; 0 to 1.</summary>
    public double CriticalShare { get; init; } = 0.1;
}
