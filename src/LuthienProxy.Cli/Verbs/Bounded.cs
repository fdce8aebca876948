using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LuthienProxy.Cli.Verbs;

/// <summary>Numbers that the gateway takes within bounds: what is outside is told by the option's own name, before anybody is asked.</summary>
static class Bounded
{
    /// <summary>How many of a list.</summary>
    public static Option<int> Count() => Within(new Option<int>("--count", "-n") { Description = "How many, at most 200.", HelpName = "count", DefaultValueFactory = _ => 20 }, 1, 200);

    /// <summary>The option, for no other numbers.</summary>
    public static Option<int> Within(Option<int> option, int least, int most)
    {
        option.Validators.Add(result => Check(result, least, most));
        return option;
    }

    static void Check(OptionResult result, int least, int most)
    {
        if (result.Tokens is [var token, ..] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && (number < least || number > most))
            result.AddError($"{result.Option.Name} is a number from {least} to {most}.");
    }
}
