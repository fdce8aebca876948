using System.Collections;
using System.Globalization;
using System.Security.Cryptography;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>Any record as text, to the last byte: records that hold arrays are not equal by themselves, and text shows where two differ.</summary>
static class Rendered
{
    const int Shown = 4096;

    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => string.Join(',', text.Select(character => $"{(int)character:x}")),
        ReadOnlyMemory<byte> { Length: > Shown } bytes => $"{bytes.Length} bytes, {Convert.ToHexString(SHA256.HashData(bytes.Span))}",
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        DateTimeOffset at => at.ToString("O", CultureInfo.InvariantCulture),
        IEnumerable many => $"[{string.Join(", ", many.Cast<object?>().Select(Of))}]",
        _ when value.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal) || value is Enum => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => $"{value.GetType().Name}({string.Join(", ", value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => $"{property.Name}: {Of(property.GetValue(value))}"))})",
    };
}
