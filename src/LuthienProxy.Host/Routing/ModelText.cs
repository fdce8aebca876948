using System.Text;

namespace LuthienProxy.Host.Routing;

/// <summary>A model's name as it may be shown: in messages, logs and spans. What a client sends as a name can be of any length and hold anything.</summary>
static class ModelText
{
    /// <summary>Names of real models have some 60 characters.</summary>
    const int Longest = 100;

    /// <summary>The name without control characters, cut between two characters where it is too long.</summary>
    public static string Shown(string model)
    {
        if (model.Length <= Longest && !model.Any(char.IsControl))
            return model;
        var text = new StringBuilder(Longest + 1);
        var count = 0;
        foreach (var rune in model.EnumerateRunes())
        {
            if (count == Longest)
                return text.Append('…').ToString();
            if (Rune.IsControl(rune))
                continue;
            text.Append(rune);
            count++;
        }
        return text.ToString();
    }
}
