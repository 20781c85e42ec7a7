namespace ClaimsWatch.Notify.Lint;

/// <summary>What a text is for; it decides which elements it must have.</summary>
public enum TextKind
{
    /// <summary>The letter with the facts of one month (お知らせ).</summary>
    Letter,

    /// <summary>The second and last letter of a round (二回目のお知らせ).</summary>
    Reminder,

    /// <summary>Says that no more letters come (終わりのごあいさつ).</summary>
    Closing,

    /// <summary>A slip in another language that says what the Japanese letter is.</summary>
    Insert,

    /// <summary>A leaflet for anybody, with windows (リーフレット).</summary>
    Leaflet,

    /// <summary>A card with windows (相談カード).</summary>
    Card,

    /// <summary>To offices and associations, about the programme, never about a person.</summary>
    Office,

    /// <summary>To a doctor, about one person who agreed (医師あて、同意のある方のみ).</summary>
    Prescriber,

    /// <summary>What is said on the phone (通話台本).</summary>
    Script,

    /// <summary>A form that staff fill in (記録票).</summary>
    Form,

    /// <summary>A person's own list of medicines, handed to them to show (提示用シート).</summary>
    Sheet,

    /// <summary>A paper between offices that no insured person reads (抽出依頼書); its words are not judged.</summary>
    Paper,
}
