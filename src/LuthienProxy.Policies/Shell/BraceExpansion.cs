namespace LuthienProxy.Policies.Shell;

/// <summary><c>{rm,-rf,/}</c> is three words.</summary>
static class BraceExpansion
{
    const int MostWords = 64;

    public static IEnumerable<string> Of(string word)
    {
        var open = word.IndexOf('{');
        var close = open < 0 ? -1 : word.IndexOf('}', open);
        if (close < 0 || word.IndexOf(',', open, close - open) < 0)
            return [word];
        var (before, behind) = (word[..open], word[(close + 1)..]);
        return word[(open + 1)..close].Split(',').SelectMany(choice => Of(before + choice + behind)).Take(MostWords);
    }
}
