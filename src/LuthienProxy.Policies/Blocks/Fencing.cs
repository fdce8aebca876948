using System.Text;

namespace LuthienProxy.Policies.Blocks;

/// <summary>Markdown's fences: what is shown inside one cannot end it, and what stands outside cannot open one.</summary>
static class Fencing
{
    /// <summary>The text in a fence that is longer than any run of its sign in the text.</summary>
    public static string Around(string text, string language)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text, '`') + 1));
        return $"{fence}{language}\n{text}\n{fence}";
    }

    /// <summary>The text with every sign that could open a fence written otherwise: an explanation must not swallow what stands below it.</summary>
    public static string Without(string text)
    {
        if (LongestRun(text, '`') < 3 && LongestRun(text, '~') < 3)
            return text;
        var open = new StringBuilder(text.Length);
        foreach (var line in text.Split('\n'))
        {
            var isFence = line.TrimStart() is ['`', '`', '`', ..] or ['~', '~', '~', ..];
            open.Append(open.Length > 0 ? "\n" : "").Append(isFence ? line.Replace('`', '\'').Replace('~', '-') : line);
        }
        return open.ToString();
    }

    /// <summary>How often a sign stands in a row, at most.</summary>
    public static int LongestRun(string text, char of)
    {
        var longest = 0;
        for (var (at, run) = (0, 0); at < text.Length; at++)
        {
            run = text[at] == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
