using ClaimsWatch.Documents;
using ClaimsWatch.Notify.Lint;

namespace ClaimsWatch.Tests.Notify;

public sealed class TermListTests
{
    // Terms that the list writes with a gap, a note or a word that is harmless alone.
    private static readonly Dictionary<int, string[]> Spoken = new()
    {
        [16] = ["受診すべきです", "減らさなければなりません"],
        [22] = ["保険料が上がる原因", "保険税が上がる"],
        [26] = ["取り締まり", "監視", "マークしています"],
        [33] = ["必ず悪化します", "確実に"],
        [38] = ["人間やめますか"],
        [48] = ["異常な件数"],
        [49] = ["平均より大幅に多い", "上位5%"],
        [58] = ["回答がない場合は"],
        [62] = ["男性は飲みがち", "女性は不安になりがち"],
    };

    /// <summary>The words a term is named after, as somebody would write them.</summary>
    internal static string[] SpokenOf(Term term) =>
        Spoken.GetValueOrDefault(term.Number) ?? term.Avoid.Split('(')[0].Split(" / ", StringSplitOptions.TrimEntries);

    [Fact]
    public void Holds_the_sixty_five_terms_with_level_basis_and_replacement()
    {
        Assert.Equal(Enumerable.Range(1, 65), TermList.Shipped.Select(term => term.Number));
        Assert.Equal(14, TermList.Shipped.Count(term => term.Level == LintLevel.Warn));
        Assert.All(TermList.Shipped, term => Assert.NotEmpty(term.Instead));
    }

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 65).Except([15])];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_term_finds_the_words_it_is_named_after(int number)
    {
        var term = TermList.Shipped[number - 1];
        var words = SpokenOf(term);

        Assert.All(words, word => Assert.True(
            TermList.Shipped.Any(other => other.Pattern?.IsMatch(word) ?? false), $"{term.Id} '{word}' is found by no term"));
        Assert.Contains(words, word => term.Pattern!.IsMatch(word));
    }

    [Fact]
    public void A_line_of_the_wrong_shape_is_named()
    {
        var error =
            Assert.Throws<DocumentException>(() => TermList.Parse("number,level,basis,avoid,instead,pattern\n1,X,J,a,b,c\n"));

        Assert.Equal(2, error.Line);
    }
}
