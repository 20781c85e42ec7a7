using ClaimsWatch.Cli.Printing;

namespace ClaimsWatch.Tests.Cli;

public sealed class InstalledFontsTests
{
    [Theory]
    [InlineData("田中 AZ", "")]
    [InlineData("𠮷田", "U+20BB7")]
    [InlineData("𠮷髙𠮷", "U+9AD9 U+20BB7")]
    [InlineData("田\U000E0100　\u200B\n中", "")]
    [InlineData("か\u3099", "U+304B U+3099")]
    public void A_character_in_no_font_is_missing_and_one_without_a_shape_is_not(string text, string missing) =>
        Assert.Equal(missing, string.Join(' ', InstalledFonts.Of("20-7e 4e2d\n20-2f 7530\n\n").Missing(text)));

    [Fact]
    public void Where_nobody_can_be_asked_there_is_no_answer() => Assert.Null(InstalledFonts.Find(_ => ""));
}
