using System.Collections.Immutable;
using System.IO.Enumeration;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Conditional;

/// <summary>Whether a condition holds for a call, and what is wrong with one.</summary>
static class Conditions
{
    static readonly string[] KnownFormats = ["anthropic-messages", "openai-chat", "openai-responses"];

    public static bool Holds(CallCondition condition, ConversationRequest request, CallKind kind) =>
        (Lacks(condition.Kinds) || condition.Kinds.Contains(kind))
        && (condition.Streamed is not { } streamed || streamed == request.Stream)
        && (Lacks(condition.Formats) || condition.Formats.Contains(request.Format.Name, StringComparer.OrdinalIgnoreCase))
        && (Lacks(condition.Models) || Fits(condition.Models, request.Model))
        // Last: only this needs the prompt to be decoded.
        && (Lacks(condition.Tools) || request.Prompt.Tools.Any(tool => Fits(condition.Tools, tool.Name)));

    public static IEnumerable<PolicyProblem> ProblemsOf(CallCondition condition, string field, PolicyBinding binding)
    {
        if (Lacks(condition.Kinds) && condition.Streamed is null && Lacks(condition.Formats) && Lacks(condition.Models) && Lacks(condition.Tools))
            yield return binding.Problem(field, "It says nothing: name models, formats, kinds, tools, or whether the call is streamed.");
        foreach (var (index, format) in Entries(condition.Formats).Where(entry => !KnownFormats.Contains(entry.Item, StringComparer.OrdinalIgnoreCase)))
            yield return binding.Problem($"{field}.formats[{index}]", $"There is no wire format '{format}'; there are {string.Join(", ", KnownFormats)}.");
        foreach (var (index, _) in Entries(condition.Models).Where(entry => string.IsNullOrWhiteSpace(entry.Item)))
            yield return binding.Problem($"{field}.models[{index}]", "A model must be named; * stands for any.");
        foreach (var (index, _) in Entries(condition.Tools).Where(entry => string.IsNullOrWhiteSpace(entry.Item)))
            yield return binding.Problem($"{field}.tools[{index}]", "A tool must be named; * stands for any.");
    }

    static bool Lacks<T>(ImmutableArray<T> entries) => entries.IsDefaultOrEmpty;

    static IEnumerable<(int Index, string Item)> Entries(ImmutableArray<string> entries) => entries.IsDefault ? [] : entries.Index();

    static bool Fits(ImmutableArray<string> patterns, string name) => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name));
}
