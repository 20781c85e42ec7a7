using System.Text;
using ClaimsWatch.Core.Identities;
using ClaimsWatch.Notify.Letters;
using ClaimsWatch.Notify.Lint;
namespace ClaimsWatch.Tests.Notify;
public sealed class ScratchTests
{
    [Fact]
    public void Dump()
    {
        var composer = Samples.Composer(settings: new LetterSettings { Proof = true });
        var first = composer.Compose("4821-9930-5712", LetterFacts.Sample, Samples.Person);
        var text = new StringBuilder();
        foreach (var f in first.Findings) { text.AppendLine($"{f.Rule} {f.Level} {f.Line} [{f.Text}] {f.Instead}"); }
        foreach (var s in first.Letter?.Sentences ?? []) { text.AppendLine(s); }
        var sample = Samples.Composer(LetterTemplate.Standard, ["合成データ"]).Preview();
        var longAddress = composer.Compose("4821-9930-5712", LetterFacts.Sample, new Addressee(1, "寿限無寿限無　五劫擦切太郎", "1234567", "架空県架空郡架空町大字架空字架空一丁目二番地三号　架空グランドレジデンスタワー東館　一二〇三号室", "住基", true));
        text.AppendLine(string.Join(";", longAddress.Findings.Select(f => f.Instead)));
        if (first.Letter is not null)
        {
            File.WriteAllText("/tmp/docs/letter.html", composer.Document(new[] { first.Letter, sample.Letter!, longAddress.Letter! }.Where(l => l is not null)));
        }
        text.AppendLine("--- acceptable with findings");
        foreach (var line in File.ReadLines("/work/wt/documents/tests/ClaimsWatch.Tests/Notify/Data/acceptable.txt"))
        {
            var f = LetterLint.CheckText(line, true);
            if (f.Count > 0) { text.AppendLine($"{(LetterLint.Blocks(f) ? "B" : "W")} {line} {string.Join(",", f.Select(x => x.Rule + ":" + x.Text))}"); }
        }
        text.AppendLine("--- unacceptable not blocked");
        foreach (var line in File.ReadLines("/work/wt/documents/tests/ClaimsWatch.Tests/Notify/Data/unacceptable.txt"))
        {
            var f = LetterLint.CheckText(line, true);
            if (!LetterLint.Blocks(f)) { text.AppendLine($"{(f.Count > 0 ? "W" : "-")} {line} {string.Join(",", f.Select(x => x.Rule + ":" + x.Text))}"); }
        }
        File.WriteAllText("/tmp/docs/out.txt", text.ToString());
    }
}
