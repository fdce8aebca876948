using System.Globalization;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Inspection;

/// <summary>One setting as it is in effect.</summary>
/// <param name="Path">Its keys below <c>luthien</c>.</param>
/// <param name="Value">As it was written; an address without credentials, a secret always null.</param>
/// <param name="Source"><c>default</c>, <c>file</c>, <c>environment</c> or <c>command-line</c>.</param>
/// <param name="Place">The file and line, the variable or the option; null where the program's own default holds.</param>
/// <param name="Description">What the file that comes with the program says of it.</param>
/// <param name="IsSecret">Whether its value is kept back.</param>
/// <param name="IsSet">Whether it has a value: all that is told of a secret.</param>
sealed record SettingView(string Path, string? Value, string Source, string? Place, string? Description, bool IsSecret, bool IsSet)
{
    public static SettingView Of(SettingLeaf leaf, SettingOrigin? origin, string? description)
    {
        var text = origin?.Text ?? Convert.ToString(leaf.Value, CultureInfo.InvariantCulture) ?? "";
        return new(string.Join('.', leaf.Path), Shown(leaf, text), WordOf(origin?.Source ?? SettingSource.Default), origin?.Place, description, leaf.IsSecret, text.Length > 0);
    }

    static string? Shown(SettingLeaf leaf, string text) => leaf switch
    {
        { IsSecret: true } => null,
        { IsAddress: true } => AddressAttribute.Shown(text),
        _ => text,
    };

    static string WordOf(SettingSource source) => source is SettingSource.CommandLine ? "command-line" : Word.Of(source);
}
