using ClaimsWatch.Synth.Bytes;

namespace ClaimsWatch.Synth.Files;

/// <summary>One SI or IY line to be.</summary>
/// <param name="Record">SI or IY.</param>
/// <param name="Section">診療識別; 0 on later lines of the same 算定単位.</param>
/// <param name="Code">診療行為 or 医薬品, 9 digits.</param>
/// <param name="Quantity">数量データ or 使用量, 0 empty.</param>
/// <param name="Points">Points of the whole 算定単位, on its last line; −1 on earlier lines.</param>
/// <param name="Times">回数.</param>
/// <param name="Days">Days of the month.</param>
/// <param name="EachDay">Count on each day.</param>
internal readonly record struct MedicalLine(
    string Record, int Section, int Code, decimal Quantity, int Points, int Times, int[] Days, int EachDay)
{
    /// <summary>Writes it in 44 columns.</summary>
    public void Write(RecordWriter w, int dataId)
    {
        w.Begin(dataId, Record);
        OrEmpty(w, Section, 2);
        w.Number(1).Padded(Code, 9);
        if (Quantity > 0)
        {
            w.Decimal(Quantity);
        }
        else
        {
            w.Empty();
        }

        if (Points >= 0)
        {
            w.Number(Points);
        }
        else
        {
            w.Empty();
        }

        w.Number(Times).Empty(6);
        CommonRecords.DayColumns(w, Days, EachDay);
        w.End();
    }

    private static void OrEmpty(RecordWriter w, int value, int digits)
    {
        if (value == 0)
        {
            w.Empty();
        }
        else
        {
            w.Padded(value, digits);
        }
    }
}

/// <summary>The lines of a 医科 receipt, collected first because HO with their total stands in front of them.</summary>
internal sealed class LineBook
{
    private readonly List<MedicalLine> _lines = [];

    /// <summary>Σ points × 回数.</summary>
    public int Total { get; private set; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<MedicalLine> Lines => _lines;

    /// <summary>A 算定単位 of one act, once on each day.</summary>
    public void Act(int section, int code, int points, params int[] days) => ActTimes(section, code, points, 1, days);

    /// <summary>A 算定単位 of one act, several times on each day.</summary>
    public void ActTimes(int section, int code, int points, int each, params int[] days)
    {
        if (days.Length > 0)
        {
            Add(new MedicalLine("SI", section, code, 0, points, days.Length * each, days, each));
        }
    }

    /// <summary>A 算定単位 of two acts on one day: the points of both stand on the second.</summary>
    public void ActPair(int section, int code, int second, int pointsOfBoth, int day)
    {
        int[] days = [day];
        Add(new MedicalLine("SI", section, code, 0, -1, 1, days, 1));
        Add(new MedicalLine("SI", 0, second, 0, pointsOfBoth, 1, days, 1));
    }

    /// <summary>A line as it is.</summary>
    public void Add(MedicalLine line)
    {
        _lines.Add(line);
        if (line.Points > 0)
        {
            Total += line.Points * line.Times;
        }
    }
}
