namespace ClaimsWatch.Notify.Lint;

/// <summary>
/// What a slip in another language must say word for word: what it is, that no answer is needed, that medicines are not stopped
/// alone, how to end the letters. Each in the order of <see cref="FixedSentences"/>.
/// </summary>
public static class InsertSentences
{
    /// <summary>Languages there are slips in: English, 中文, 한국어, Tiếng Việt, Português.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "zh", "ko", "vi", "pt"];

    private static readonly Dictionary<string, IReadOnlyList<string>> Sentences = new(StringComparer.Ordinal)
    {
        ["en"] =
        [
            "This is a summary of your medical visits and medicines.", "You do not need to reply.",
            "Please do not stop or reduce your medicine on your own.", "If you do not want these letters,",
        ],
        ["zh"] = ["这是您的就诊和用药记录汇总通知。", "您不需要回复。", "请不要自行停药或减药。", "如果您今后不需要此通知，"],
        ["ko"] =
        [
            "이것은 귀하의 진료와 약 기록을 정리한 안내입니다.", "답장은 필요하지 않습니다.", "스스로 판단하여 약을 끊거나 줄이지 마십시오.",
            "앞으로 이 안내를 원하지 않으시면",
        ],
        ["vi"] =
        [
            "Đây là bản tóm tắt việc khám bệnh và thuốc của bạn.", "Bạn không cần trả lời.",
            "Xin đừng tự ý ngừng hoặc giảm thuốc.", "Nếu bạn không muốn nhận thông báo này nữa,",
        ],
        ["pt"] =
        [
            "Este é um resumo das suas consultas e dos seus remédios.", "Não é necessário responder.",
            "Por favor, não pare nem diminua os remédios por conta própria.", "Se não quiser mais receber este aviso,",
        ],
    };

    /// <summary>Required sentences of a language; none for a language there is no slip in.</summary>
    public static IReadOnlyList<string> For(string language) => Sentences.GetValueOrDefault(language, []);
}
