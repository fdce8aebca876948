namespace LuthienProxy.Host.Routing;

/// <summary>Patterns of model names: <c>*</c> stands for any run of characters, also none; everything else for itself.</summary>
static class ModelPattern
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> model)
    {
        // Where to go on when a later part does not fit: behind the latest star, with one more character given to it.
        var (star, taken) = (-1, 0);
        var (p, m) = (0, 0);
        while (m < model.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, taken, p) = (p, m, p + 1);
            else if (p < pattern.Length && pattern[p] == model[m])
                (p, m) = (p + 1, m + 1);
            else if (star >= 0)
                (taken, p, m) = (taken + 1, star + 1, taken + 1);
            else
                return false;
        }
        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
