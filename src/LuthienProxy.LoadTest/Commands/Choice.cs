using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LuthienProxy.LoadTest.Commands;

/// <summary>Options that check what they are given, so that a wrong word is a sentence and not a crash.</summary>
static class Choice
{
    /// <summary>A whole number within limits.</summary>
    public static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} ({least} to {most})", DefaultValueFactory = _ => usual };
        option.Validators.Add(result => Check(result, int.TryParse(Word(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most,
            $"{name} is a whole number from {least} to {most}"));
        return option;
    }

    /// <summary>A time within limits.</summary>
    public static Option<TimeSpan> Time(string name, string description, TimeSpan usual, TimeSpan least, TimeSpan most)
    {
        var range = $"{Duration.Text(least)} to {Duration.Text(most)}";
        var option = new Option<TimeSpan>(name)
        {
            Description = $"{description} ({range})",
            HelpName = "time",
            DefaultValueFactory = _ => usual,
            CustomParser = result => Duration.Parse(result.Tokens[0].Value) ?? TimeSpan.MinValue,
        };
        option.Validators.Add(result => Check(result, Duration.Parse(Word(result)) is { } time && time >= least && time <= most, $"{name} is a time from {range}, like 20ms, 1.5s, 5m or 1h"));
        return option;
    }

    /// <summary>One of the words of an enumeration.</summary>
    public static Option<T> Word<T>(string name, string description, T usual)
        where T : struct, Enum
    {
        var option = new Option<T>(name)
        {
            Description = description,
            DefaultValueFactory = _ => usual,
            CustomParser = result => Enum.TryParse<T>(result.Tokens[0].Value, ignoreCase: true, out var value) ? value : usual,
        };
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToList();
        option.HelpName = string.Join('|', words);
        option.Validators.Add(result => Check(result, words.Contains(Word(result)), $"{name} is one of {string.Join(", ", words)}"));
        return option;
    }

    static string Word(OptionResult result) => result.Tokens is [var token, ..] ? token.Value : "";

    static void Check(OptionResult result, bool isRight, string sentence)
    {
        if (!result.Implicit && !isRight)
            result.AddError(sentence);
    }
}
