namespace LuthienProxy.Policies.SqlProtection;

/// <summary>Conditions that are no condition: they hold for every row.</summary>
static class SqlConditions
{
    static readonly string[] Operators =
        ["=", "<", ">", "!", "+", "-", "*", "/", "%", "|", "(", ")", ",", "AND", "OR", "NOT", "IS", "NULL", "TRUE", "FALSE", "LIKE", "ILIKE", "IN", "BETWEEN", "GLOB", "REGEXP", "SELECT", "EXISTS", "ANY", "ALL", "CASE", "WHEN", "THEN", "ELSE", "END"];

    /// <summary>Whether the words behind WHERE hold for every row: 1=1, TRUE, x = x, … OR 1, whatever names no column.</summary>
    public static bool IsAlwaysTrue(IReadOnlyList<string> condition)
    {
        var plain = WithoutBrackets(condition);
        var sides = Split(plain, "OR");
        if (sides.Count > 1)
            return sides.Any(IsAlwaysTrue);
        var all = Split(plain, "AND");
        if (all.Count > 1 && !plain.Contains("BETWEEN"))
            return all.All(IsAlwaysTrue);
        return IsOne(plain);
    }

    static bool IsOne(IReadOnlyList<string> condition)
    {
        if (condition.Count == 0)
            return true;
        if (condition is ["FALSE" or "0" or "NULL"] or ["NOT", "TRUE" or "1"])
            return false;
        var sides = Split(condition, "=");
        if (sides.Count == 2 && !condition.Any(word => word is "<" or ">" or "!"))
            return sides[0].SequenceEqual(sides[1]) || (IsConstant(condition) && !(sides[0].Count == 1 && sides[1].Count == 1));
        if (condition is [_, "LIKE", "'%" or "'%%"])
            return true;
        // It names nothing that differs from row to row, so it says the same of each.
        return IsConstant(condition);
    }

    static bool IsConstant(IReadOnlyList<string> condition) =>
        condition.Index().All(word => Operators.Contains(word.Item) || word.Item[0] == '\'' || char.IsAsciiDigit(word.Item[0]) || (word.Index + 1 < condition.Count && condition[word.Index + 1] == "("));

    // Around the whole, however often.
    static IReadOnlyList<string> WithoutBrackets(IReadOnlyList<string> condition)
    {
        var plain = condition;
        while (plain.Count > 1 && plain[0] == "(" && ClosesAtEnd(plain))
            plain = [.. plain.Skip(1).SkipLast(1)];
        return plain;
    }

    static bool ClosesAtEnd(IReadOnlyList<string> words)
    {
        var depth = 0;
        for (var at = 0; at < words.Count; at++)
        {
            depth += words[at] == "(" ? 1 : words[at] == ")" ? -1 : 0;
            if (depth == 0)
                return at == words.Count - 1;
        }
        return false;
    }

    // Between brackets nothing is split.
    static List<List<string>> Split(IReadOnlyList<string> words, string at)
    {
        var parts = new List<List<string>> { new() };
        var depth = 0;
        foreach (var word in words)
        {
            depth += word == "(" ? 1 : word == ")" ? -1 : 0;
            if (depth == 0 && word == at)
                parts.Add([]);
            else
                parts[^1].Add(word);
        }
        return parts;
    }
}
