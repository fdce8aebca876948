using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Agents;

namespace LuthienProxy.Host.AdminApi;

/// <summary>
/// Reads a request's parameters strictly: each has one spelling, a bound and a rule, and what breaks it is a <see cref="Problem"/> that names the parameter.
/// </summary>
sealed partial class Parameters
{
    /// <summary>The longest name of an archive.</summary>
    public const int LongestFile = 128;

    static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK"];

    readonly HttpRequest _request;

    /// <param name="request">The request.</param>
    /// <param name="known">The query's parameters; any other is a problem, so that a misspelled filter never widens an answer.</param>
    /// <exception cref="ProblemException">There is another parameter, or one is there twice.</exception>
    public Parameters(HttpRequest request, params string[] known)
    {
        _request = request;
        if (request.Query.Keys.Any(name => !known.Contains(name, StringComparer.Ordinal)))
            throw new ProblemException(Problem.UnknownParameter(known));
        if (known.FirstOrDefault(name => request.Query[name].Count > 1) is { } twice)
            throw Bad(twice, "given once");
    }

    /// <summary>The transaction that the path names.</summary>
    public TransactionId Transaction() => TransactionOf("id", Route("id"));

    /// <summary>A transaction's id; null when absent.</summary>
    public TransactionId? Transaction(string parameter) => Value(parameter) is { } value ? TransactionOf(parameter, value) : null;

    /// <summary>The name of an archive, without a path; it must be there.</summary>
    public string Archive(string parameter) => Value(parameter) is { Length: <= LongestFile } name && ArchiveName().IsMatch(name)
        ? name
        : throw Bad(parameter, "the name of an archive, without a path, as journal-20260131T093000-….jsonl.gz");

    /// <summary>The session that the path names.</summary>
    public string Session() => SessionOf("id", Route("id"));

    /// <summary>A session's id; null when absent.</summary>
    public string? Session(string parameter) => Value(parameter) is { } value ? SessionOf(parameter, value) : null;

    /// <summary>Text without control characters; null when absent.</summary>
    public string? Text(string parameter, int most) => Value(parameter) switch
    {
        null => null,
        var text when text.Length <= most && !text.AsSpan().Trim().IsEmpty && !text.Any(char.IsControl) => text,
        _ => throw Bad(parameter, $"between 1 and {most} characters, none of them a control character"),
    };

    /// <summary>A W3C trace id; null when absent.</summary>
    public string? Trace(string parameter) => Value(parameter) switch
    {
        null => null,
        { Length: 32 } value when value.All(char.IsAsciiHexDigitLower) => value,
        _ => throw Bad(parameter, "a trace id: 32 lower-case hexadecimal digits"),
    };

    /// <summary>A whole number; null when absent.</summary>
    public int? Number(string parameter, int least, int most) => Value(parameter) switch
    {
        null => null,
        var value when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => throw Bad(parameter, $"a whole number from {least} to {most}"),
    };

    /// <summary>An instant; null when absent.</summary>
    public DateTimeOffset? Time(string parameter) => Value(parameter) switch
    {
        null => null,
        // A plus sign in a query is a blank to most readers of queries.
        var value when HasZone(value) && DateTimeOffset.TryParseExact(value.Replace(' ', '+'), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time.ToUniversalTime(),
        _ => throw Bad(parameter, "an RFC 3339 time with its zone, as 2026-01-31T09:30:00Z"),
    };

    /// <summary>Whether something holds; null when absent.</summary>
    public bool? Flag(string parameter) => Value(parameter) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw Bad(parameter, "true or false"),
    };

    /// <summary>One of an enumeration's names, in snake_case; null when absent.</summary>
    public T? Choice<T>(string parameter)
        where T : struct, Enum
    {
        if (Value(parameter) is not { } value)
            return null;
        var names = Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ToList();
        return names.IndexOf(value) is >= 0 and var at ? Enum.GetValues<T>()[at] : throw Bad(parameter, $"one of {string.Join(", ", names)}");
    }

    /// <summary>Some of the given words, joined by commas; null when absent.</summary>
    public IReadOnlySet<string>? Choices(string parameter, IReadOnlyCollection<string> words, int most = int.MaxValue)
    {
        if (Value(parameter) is not { } value)
            return null;
        var chosen = value.Split(',').ToHashSet(StringComparer.Ordinal);
        return chosen.Count <= most && chosen.All(words.Contains)
            ? chosen
            : throw Bad(parameter, $"{(most == 1 ? "one" : "some, joined by commas,")} of {string.Join(", ", words.Order(StringComparer.Ordinal))}");
    }

    /// <summary>The problem of a parameter whose value breaks its rule.</summary>
    public static ProblemException Bad(string parameter, string rule) => new(Problem.BadParameter(parameter, rule));

    static TransactionId TransactionOf(string parameter, string? value) =>
        TransactionId.TryParse(value, out var id) ? id : throw Bad(parameter, "a transaction id: 32 lower-case hexadecimal digits");

    static string SessionOf(string parameter, string? value) => SessionIdSyntax.IsValid(value)
        ? value
        : throw Bad(parameter, $"a session id: 1 to {SessionIdSyntax.MaxLength} letters, digits, dots, hyphens and underscores, the first a letter or digit");

    static bool HasZone(string value) => value is [.., 'Z'] || value is [.., '+' or '-' or ' ', _, _, ':', _, _];

    string? Route(string name) => (string?)_request.RouteValues[name];

    string? Value(string parameter) => _request.Query.TryGetValue(parameter, out var values) ? values.ToString() : null;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\.jsonl\.gz\z", RegexOptions.NonBacktracking)]
    private static partial Regex ArchiveName();
}
