using System.Text.RegularExpressions;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;
using HandlebarsDotNet.IO;

namespace ClaimsWatch.Documents;

/// <summary>
/// A Handlebars template that refuses to leave a blank: a name it uses and does not get is an error, never an empty place.
/// </summary>
public sealed partial class Template
{
    private readonly HandlebarsTemplate<object, object> _compiled;
    private readonly string _source;

    private Template(string name, string source, HandlebarsTemplate<object, object> compiled)
    {
        Name = name;
        _source = source;
        _compiled = compiled;
    }

    /// <summary>Name used in error messages, such as the file's.</summary>
    public string Name { get; }

    /// <summary>Compiles a template once; throws <see cref="DocumentException"/> if its syntax is wrong.</summary>
    public static Template Compile(string name, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var configuration = new HandlebarsConfiguration
        {
            ThrowOnUnresolvedBindingExpression = true,
            TextEncoder = new EscapingEncoder(),
        };
        configuration.FormatterProviders.Add(new MarkupFormatter());
        try
        {
            var compiled = Handlebars.Create(configuration).Compile(source);
            return new Template(name, source, compiled);
        }
        catch (HandlebarsException error)
        {
            throw new DocumentException(name, LineIn(error.Message), error.Message, error);
        }
    }

    /// <summary>
    /// Fills the template; values are strings, numbers, booleans, lists or dictionaries of these, and <see cref="Markup"/> for
    /// what is already escaped. Throws <see cref="DocumentException"/> naming the template, the line and the missing name.
    /// </summary>
    public string Render(IReadOnlyDictionary<string, object?> data)
    {
        ArgumentNullException.ThrowIfNull(data);
        try
        {
            return _compiled(data);
        }
        catch (HandlebarsUndefinedBindingException error)
        {
            throw new DocumentException(Name, LineOf(error.Path), $"'{error.Path}' is used but was not given.", error);
        }
        catch (HandlebarsException error)
        {
            throw new DocumentException(Name, LineIn(error.Message), error.Message, error);
        }
    }

    private int LineOf(string path)
    {
        var at = Regex.Match(
            _source, @"\{\{[^{}]*\b" + Regex.Escape(path) + @"\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return at.Success ? _source.AsSpan(0, at.Index).Count('\n') + 1 : 0;
    }

    private static int LineIn(string message)
    {
        var match = LineNumber().Match(message);
        return match.Success && int.TryParse(match.Groups["line"].Value, out var line) ? line : 0;
    }

    [GeneratedRegex(@"[Ll]ine:?\s*(?<line>\d{1,6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineNumber();

    /// <summary>Lets <see cref="Markup"/> through as it is, between two braces too:
    /// it can only come from code, never from data.</summary>
    private sealed class MarkupFormatter : IFormatter, IFormatterProvider
    {
        public void Format<T>(T value, in EncodedTextWriter writer) => writer.WriteSafeString(value?.ToString() ?? "");

        public bool TryCreateFormatter(Type type, out IFormatter formatter)
        {
            formatter = this;
            return type == typeof(Markup);
        }
    }

    /// <summary>Escapes as <see cref="Html.Escape"/> does, so letters and reports treat a name in one way.</summary>
    private sealed class EscapingEncoder : ITextEncoder
    {
        public void Encode(System.Text.StringBuilder? text, TextWriter target) =>
            target.Write(Html.Escape(text?.ToString() ?? ""));

        public void Encode(string? text, TextWriter target) => target.Write(Html.Escape(text ?? ""));

        public void Encode<T>(T? text, TextWriter target)
            where T : IEnumerator<char>
        {
            var characters = new System.Text.StringBuilder();
            while (text is not null && text.MoveNext())
            {
                characters.Append(text.Current);
            }

            target.Write(Html.Escape(characters.ToString()));
        }
    }
}
