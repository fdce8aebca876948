using System.Globalization;
using System.Text;

namespace Luthien.Hocon;

/// <summary>Where something was written: a source, a line, a column, and the chain of includes that led to that source.</summary>
/// <param name="Source">The file as it was opened, or the name given to a text.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1 in UTF-16 code units.</param>
/// <param name="IncludedFrom">The <c>include</c> that read <paramref name="Source"/>, or null for a source named by the caller.</param>
public sealed record HoconOrigin(string Source, int Line, int Column, HoconOrigin? IncludedFrom = null)
{
    /// <summary><c>file:line</c>, the short form for listings.</summary>
    public string FileAndLine => string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}");

    /// <summary><c>file:line:column</c>, followed by the include chain, innermost first, where there is one.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}");
        for (var from = IncludedFrom; from is not null; from = from.IncludedFrom)
            text.Append(CultureInfo.InvariantCulture, $", included from {from.Source}:{from.Line}:{from.Column}");
        return text.ToString();
    }
}
