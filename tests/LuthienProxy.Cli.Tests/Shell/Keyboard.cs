namespace LuthienProxy.Cli.Tests.Shell;

/// <summary>Keys written down: characters, <c>⏎ ← → ↑ ↓ ⇱ ⇲ ⌫ ⌦</c>, tabs, and <c>^X</c> for Ctrl+X.</summary>
static class Keyboard
{
    static readonly Dictionary<char, ConsoleKey> Named = new()
    {
        ['⏎'] = ConsoleKey.Enter, ['←'] = ConsoleKey.LeftArrow, ['→'] = ConsoleKey.RightArrow, ['↑'] = ConsoleKey.UpArrow, ['↓'] = ConsoleKey.DownArrow,
        ['⇱'] = ConsoleKey.Home, ['⇲'] = ConsoleKey.End, ['⌫'] = ConsoleKey.Backspace, ['⌦'] = ConsoleKey.Delete, ['\t'] = ConsoleKey.Tab,
    };

    public static IEnumerable<ConsoleKeyInfo> Keys(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '^')
                yield return new((char)(text[++at] - '@'), ConsoleKey.A + (text[at] - 'A'), shift: false, alt: false, control: true);
            else if (Named.TryGetValue(text[at], out var key))
                yield return new('\0', key, shift: false, alt: false, control: false);
            else
                yield return new(text[at], ConsoleKey.None, shift: false, alt: false, control: false);
        }
    }
}
