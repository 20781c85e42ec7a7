namespace ClaimsWatch.Documents;

/// <summary>Style sheets of pages; fonts are those of Windows and Debian with Japanese glyphs, never fetched.</summary>
public static class PageStyle
{
    /// <summary>Gothic faces in order of preference: IPAex embeds best in PDF, the others are what an office PC has.</summary>
    public const string GothicFonts =
        "\"IPAexGothic\", \"IPAexゴシック\", \"Yu Gothic\", \"Meiryo\", \"Noto Sans CJK JP\", \"Hiragino Sans\", sans-serif";

    /// <summary>Mincho faces in order of preference.</summary>
    public const string MinchoFonts =
        "\"IPAexMincho\", \"IPAex明朝\", \"Yu Mincho\", \"Noto Serif CJK JP\", \"Hiragino Mincho ProN\", serif";

    /// <summary>Reports and lists: readable on a screen, A4 portrait with 15 mm margins on paper.</summary>
    public const string Default =
        $$"""
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { font-family: {{GothicFonts}}; font-size: 16px; line-height: 1.7; color: #1a1a1a; background: #fff; margin: 0; }
        main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
        h1 { font-size: 1.6rem; line-height: 1.35; border-bottom: 3px solid #1f4e79; padding-bottom: .3rem; }
        h2 { font-size: 1.25rem; border-left: .4rem solid #1f4e79; padding-left: .6rem; margin-top: 2.2rem; }
        h3 { font-size: 1.05rem; margin-top: 1.6rem; }
        p, li { max-width: 48rem; }
        .notice { border: 1px solid #1f4e79; background: #f2f7fb; padding: .7rem 1rem; border-radius: .3rem; }
        .warning { border: 2px solid #8a5a00; background: #fff8e6; font-weight: bold; }
        table { border-collapse: collapse; margin: 1rem 0; font-size: .93rem; }
        caption { text-align: left; font-weight: bold; padding: .3rem 0; }
        th, td { border: 1px solid #9aa5b1; padding: .3rem .6rem; text-align: left; vertical-align: top; }
        thead th { background: #e8eef4; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        figure { margin: 1.2rem 0; }
        figure svg { max-width: 100%; height: auto; }
        figcaption { font-size: .9rem; color: #444; }
        @page { size: A4; margin: 15mm; }
        @media print {
          body { font-size: 10.5pt; line-height: 1.6; }
          main { max-width: none; padding: 0; }
          h2, h3, caption { break-after: avoid; }
          tr, figure, .notice { break-inside: avoid; }
          thead { display: table-header-group; }
          .page-break { break-after: page; }
        }

        """;
}
