using System.Text;

namespace LuthienProxy.Policies.Blocks;

/// <summary>Text without the sequences by which a terminal is steered (ECMA-48): colours, titles, the clipboard, the cursor.</summary>
static class TerminalText
{
    const char Escape = '\u001b';

    /// <summary>The text without them, their parameters included: without its first sign a sequence's rest would be words that nobody wrote.</summary>
    public static string WithoutSequences(string text)
    {
        if (!text.Contains(Escape) && text.AsSpan().IndexOfAnyInRange('\u0080', '\u009f') < 0)
            return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = EndOfSequence(text, at);
            if (end == at)
                plain.Append(text[at++]);
            else
                at = end;
        }
        return plain.ToString();
    }

    // Behind the sequence that begins here; here, when none does.
    static int EndOfSequence(string text, int at)
    {
        var kind = text[at] switch
        {
            Escape => at + 1 < text.Length ? text[at + 1] : '\0',
            // A C1 sign is ESC and a letter in one.
            >= '\u0080' and <= '\u009f' => (char)(text[at] - 0x40),
            _ => ' ',
        };
        if (kind == ' ' && text[at] != Escape)
            return at;
        var from = text[at] == Escape ? at + 2 : at + 1;
        return Math.Min(text.Length, kind switch
        {
            Escape => at + 1,
            '[' => EndOfControl(text, from),
            ']' or 'P' or 'X' or '^' or '_' => EndOfString(text, from),
            // Signs between, then one last: a character set, for example.
            >= ' ' and <= '/' => EndOfControl(text, at + 1),
            _ => from,
        });
    }

    // Parameters and signs between, then one final letter.
    static int EndOfControl(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and <= '?')
            at++;
        return at < text.Length && text[at] is >= '@' and <= '~' ? at + 1 : at;
    }

    // To BEL or the string terminator; one that never ends takes its line, not the rest of the message.
    static int EndOfString(string text, int at)
    {
        while (at < text.Length && text[at] is not ('\u0007' or '\u009c' or '\n' or Escape))
            at++;
        if (at >= text.Length || text[at] == '\n')
            return at;
        return text[at] == Escape ? at + (at + 1 < text.Length && text[at + 1] == '\\' ? 2 : 0) : at + 1;
    }
}
