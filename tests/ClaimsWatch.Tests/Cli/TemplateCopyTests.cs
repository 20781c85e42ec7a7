using ClaimsWatch.Cli.Steps;
using ClaimsWatch.Notify.Letters;

namespace ClaimsWatch.Tests.Cli;

/// <summary>Every set can be copied, loads again under its new name, and stays what it is.</summary>
public sealed class TemplateCopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("claimswatch-copy-").FullName;

    public static TheoryData<string> Names => [.. ShippedTemplates.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_copied_set_loads_under_its_new_name_with_kind_and_language_unchanged(string name)
    {
        var files = PieceStep.Copy(_folder, name)
            .ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

        var copy = LetterTemplate.Load(files["template.json"], files["letter.hbs"], files["letter.css"], "template.json");

        var shipped = ShippedTemplates.Find(name)!;
        Assert.Equal(("my-" + name, shipped.Card.Kind, shipped.Card.Language),
            (copy.Card.Id, copy.Card.Kind, copy.Card.Language));
        Assert.Equal("./" + ShippedTemplates.CardSchemaName, copy.Card.Schema);
        Assert.Equal(shipped.Expanded, copy.Expanded);
        Assert.Contains(ShippedTemplates.CardSchemaName, files.Keys);
    }
}
