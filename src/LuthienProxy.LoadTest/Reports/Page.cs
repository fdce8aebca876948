using System.Net;
using System.Text;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>The few pieces of HTML that a report is made of. Every word goes through <see cref="Text"/>: names come from the command line, and what failed is told in the target's words.</summary>
static class Page
{
    const string Style = """
        :root { color-scheme: light dark; --back: #fff; --fore: #1c2430; --dim: #5b6675; --rule: #d8dee6; --good: #12743a; --bad: #b3261e; --s0: #1f5fbf; --s1: #b45309; --s2: #12743a; --s3: #8a2fb3 }
        @media (prefers-color-scheme: dark) { :root { --back: #12161c; --fore: #e4e9f0; --dim: #9aa6b5; --rule: #2c3541; --good: #5bd08a; --bad: #ff8a80; --s0: #7fb0ff; --s1: #f0a65a; --s2: #5bd08a; --s3: #d49bf0 } }
        body { background: var(--back); color: var(--fore); font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 76rem; padding: 1rem }
        h1 { font-size: 1.5rem; overflow-wrap: anywhere } h2 { font-size: 1.15rem; margin-top: 2rem }
        .dim, figcaption, th { color: var(--dim) } .good { color: var(--good) } .bad { color: var(--bad) }
        .cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr)) }
        .card { border: 1px solid var(--rule); border-radius: .5rem; padding: .6rem .8rem } .card b { display: block; font-size: 1.35rem; font-variant-numeric: tabular-nums }
        .plots { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)) }
        figure { margin: 0; max-width: 46rem } svg { display: block; height: auto; width: 100% } svg text { fill: var(--dim); font-size: 12px } .grid { stroke: var(--rule) }
        .line { fill: none; stroke-width: 2 } .line.s0 { stroke: var(--s0) } .line.s1 { stroke: var(--s1); stroke-dasharray: 7 3 } .line.s2 { stroke: var(--s2); stroke-dasharray: 2 3 } .line.s3 { stroke: var(--s3) }
        .key { margin-left: .8rem } .key.s0 { color: var(--s0) } .key.s1 { color: var(--s1) } .key.s2 { color: var(--s2) } .key.s3 { color: var(--s3) }
        .wide { overflow-x: auto } table { border-collapse: collapse; font-variant-numeric: tabular-nums } th, td { border-bottom: 1px solid var(--rule); padding: .25rem .8rem .25rem 0; text-align: right; vertical-align: top }
        th:first-child, td:first-child, td.words { text-align: left } td.words { min-width: 8rem; overflow-wrap: anywhere }
        """;

    /// <summary>Words, safe in text and in attributes.</summary>
    public static string Text(string words) => WebUtility.HtmlEncode(words);

    /// <summary>The whole page.</summary>
    public static string Of(string title, string body) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{Text(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        {body}</body>
        </html>

        """;

    /// <summary>A table; the first row is its head.</summary>
    public static string Table(IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new StringBuilder("<div class=\"wide\"><table>\n");
        var cell = "th";
        foreach (var row in rows)
        {
            table.Append("<tr>");
            foreach (var words in row)
                table.Append(cell == "td" && !IsFigure(words) ? "<td class=\"words\">" : $"<{cell}>").Append(Text(words)).Append($"</{cell}>");
            table.Append("</tr>\n");
            cell = "td";
        }
        return table.Append("</table></div>\n").ToString();
    }

    /// <summary>One figure that matters.</summary>
    public static string Card(string name, string figure, string kind = "") => $"<div class=\"card\"><b class=\"{kind}\">{Text(figure)}</b><span class=\"dim\">{Text(name)}</span></div>\n";

    static bool IsFigure(string words) => words.Length > 0 && words.All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or '–');
}
