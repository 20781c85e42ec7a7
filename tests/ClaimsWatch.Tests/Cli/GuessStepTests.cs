using ClaimsWatch.Cli.Commands;
using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Core.Diagnostics;
using ClaimsWatch.Ingest.Mapped;

namespace ClaimsWatch.Tests.Cli;

public sealed class GuessStepTests : IDisposable
{
    private const string Header = "保険者番号,被保険者証記号,被保険者証番号,生年月日,性別,診療年月,点数表,医療機関コード,診療実日数,決定点数\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("claimswatch-guess-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_is_saved_where_nobody_confirmed()
    {
        var result = GuessStep.Execute(Context(yes: false, answers: null), Csv(), null);

        Assert.Equal(ExitCode.Ok, result.ExitCode);
        Assert.False(File.Exists(Beside));
    }

    [Fact]
    public void Yes_saves_beside_the_file_and_the_mapping_can_be_read()
    {
        GuessStep.Execute(Context(yes: true, answers: null), Csv(), null);

        Assert.Equal("delivery", Mapping.Parse(File.ReadAllText(Beside), Beside).Name);
    }

    [Theory]
    [InlineData("y\n", true)]
    [InlineData("はい\n", true)]
    [InlineData("\n", false)]
    [InlineData("n\n", false)]
    [InlineData("", false)]
    public void At_a_terminal_only_a_yes_saves(string answer, bool saved)
    {
        GuessStep.Execute(Context(yes: false, new StringReader(answer)), Csv(), null);

        Assert.Equal(saved, File.Exists(Beside));
    }

    [Fact]
    public void The_question_comes_with_the_proposal_and_the_name_of_the_file()
    {
        var asked = new StringWriter();
        GuessStep.Execute(Context(yes: false, new StringReader("n\n"), asked), Csv(), null);

        Assert.Contains("診療実日数", asked.ToString(), StringComparison.Ordinal);
        Assert.Contains(Beside, asked.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_never_written_over_even_with_yes()
    {
        var mine = Path.Combine(_folder, "mine.json");
        File.WriteAllText(mine, "corrected by hand");

        var refused = Assert.Throws<UserError>(() => GuessStep.Execute(Context(yes: true, answers: null), Csv(), mine));

        Assert.Equal(ExitCode.Input, refused.ExitCode);
        Assert.Equal("corrected by hand", File.ReadAllText(mine));
    }

    [Fact]
    public void Save_without_anybody_to_ask_says_that_yes_is_needed()
    {
        var target = Path.Combine(_folder, "mine.json");

        var refused = Assert.Throws<UserError>(() => GuessStep.Execute(Context(yes: false, answers: null), Csv(), target));

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void A_file_that_is_no_receipt_table_saves_nothing_and_names_what_is_missing()
    {
        var path = Path.Combine(_folder, "other.csv");
        File.WriteAllText(path, "番号,性別,備考\n1,1,x\n");

        var result = GuessStep.Execute(Context(yes: true, answers: null), path, null);

        Assert.Equal(ExitCode.Input, result.ExitCode);
        Assert.Contains(result.Notes,
            n => n.Contains("claim_month", StringComparison.Ordinal) && n.Contains("診療年月", StringComparison.Ordinal));
        Assert.Contains(result.Notes,
            n => n.Contains("kind", StringComparison.Ordinal) && n.Contains("点数表", StringComparison.Ordinal));
        Assert.Contains(result.Notes, n => n.EndsWith(": 備考", StringComparison.Ordinal));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    private string Beside => Path.Combine(_folder, "delivery.mapping.json");

    private string Csv()
    {
        var path = Path.Combine(_folder, "delivery.csv");
        File.WriteAllText(path, Header);
        return path;
    }

    private static CommandContext Context(bool yes, TextReader? answers, TextWriter? asked = null) =>
        new(".", OutputFormat.Table, "ja", null, 1, false, true, yes, TextWriter.Null, asked ?? TextWriter.Null,
            _ => null)
        { Answers = answers };
}
