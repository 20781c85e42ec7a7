using ClaimsWatch.Notify.Post;
using ClaimsWatch.Notify.Windows;

namespace ClaimsWatch.Notify.Letters;

/// <summary>Who sends the letter and where to ask (letters 4.2 item 10): a department and a role, no person's name.</summary>
/// <param name="Name">Insurer.</param>
/// <param name="Department">Department.</param>
/// <param name="Role">Role of who answers, such as 保健師.</param>
/// <param name="PostalCode">NNN-NNNN.</param>
/// <param name="Address">Address for returns.</param>
/// <param name="Phone">Phone, with hyphens.</param>
/// <param name="Hours">When it is answered.</param>
public sealed record Sender(
    string Name, string Department, string Role, string PostalCode, string Address, string Phone, string Hours)
{
    /// <summary>Other forms that the office can really send, such as 大きな文字、音声; empty for none.</summary>
    public string Formats { get; init; } = "";

    /// <summary>An invented insurer, for samples.</summary>
    public static Sender Sample { get; } = new(
        "架空市 国民健康保険", "健康推進課", "保健師", "999-0001", "架空市中央1-1-1", "0999-00-0001", "平日 9時～17時")
    { Formats = "大きな文字、音声、点字" };
}

/// <summary>How letters are laid out and batched.</summary>
public sealed record LetterSettings
{
    /// <summary>Envelope: <c>long3</c> (長3, folded in three) or <c>square2</c> (角2, unfolded).</summary>
    public Envelope Envelope { get; init; }

    /// <summary>Where the window of another envelope is, in millimetres; without it, the preset of
    /// <see cref="Envelope"/>.</summary>
    public WindowGeometry? Window { get; init; }

    /// <summary>The window that letters are laid out for.</summary>
    internal WindowGeometry Geometry => Window ?? WindowGeometry.Of(Envelope);

    /// <summary>Most letters in one HTML file, thus in one run of the browser.</summary>
    public int BatchLettersMax { get; init; } = 500;

    /// <summary>Most lines of print that the windows may take on page two.</summary>
    public int WindowLinesMax { get; init; } = WindowTable.LinesMax;

    /// <summary>Whether a line says that the family can ask too.</summary>
    public bool FamilyLine { get; init; }

    /// <summary>Whether a line says that medicines from shops (市販薬) are not in the record.</summary>
    public bool OverTheCounterLine { get; init; }

    /// <summary>Whether a sheet with the person's own record is added,
    /// for those whose own address it is (decisions A8).</summary>
    public bool RecordSheet { get; init; }

    /// <summary>Whether that sheet names institutions; else 「A医院」.</summary>
    public bool InstitutionNames { get; init; }

    /// <summary>Whether every letter has an even number of pages, so that two-sided print never puts two people on one
    /// sheet.</summary>
    public bool Duplex { get; init; } = true;

    /// <summary>Whether the address carries a カスタマバーコード.</summary>
    public bool CustomerBarcode { get; init; }

    /// <summary>Whether a sheet with a 返信はがき to cut out is added.</summary>
    public bool ReplyCard { get; init; }

    /// <summary>Address of a survey, printed as a QR code; <c>{letterId}</c> stands for the letter's number.
    /// Empty for none.</summary>
    public string SurveyUrl { get; init; } = "";

    /// <summary>Whether window and folds are drawn, to check an envelope.</summary>
    public bool Proof { get; init; }
}
