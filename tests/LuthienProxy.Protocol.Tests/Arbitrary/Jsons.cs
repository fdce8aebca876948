using FsCheck;
using FsCheck.Fluent;

namespace LuthienProxy.Protocol.Tests.Arbitrary;

/// <summary>JSON texts: big and tiny numbers, lone surrogate escapes, odd spacing, repeated names, nesting (H10).</summary>
static class Jsons
{
    static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-1", "12345678901234567890", "1e-7", "-1.50E+400", "\"\"", "\"x\"", "\"\\ud83c\"", "\"\\udf0d é\"", "\"🌍\"",
        "\"\\\"\\\\\\n\"", "\"</script>\"",
    ];

    static readonly string[] Names = ["\"a\"", "\"a\"", "\"type\"", "\"text\"", "\"model\"", "\"stream\"", "\"\"", "\"\\ud83c\"", "\"\\u0061\""];

    static readonly string[] Spaces = ["", "", "", " ", "\t", "  "];

    /// <summary>Any JSON value, on one line.</summary>
    public static Gen<string> Values() => Gen.Sized(size => Value(Math.Min(size, 24)));

    /// <summary>Any JSON object, on one line.</summary>
    public static Gen<string> Objects() => Gen.Sized(size => Object(Math.Min(size, 24)));

    /// <summary>Exactly so many levels of arrays, or of objects.</summary>
    public static string Nested(int levels, bool objects = false) =>
        string.Concat(Enumerable.Repeat(objects ? "{\"a\":" : "[", levels)) + "1" + new string(objects ? '}' : ']', levels);

    static Gen<string> Value(int size) => size < 2
        ? Gen.Elements(Scalars)
        : Gen.Frequency((3, Gen.Elements(Scalars)), (1, Array(size)), (2, Object(size)));

    static Gen<string> Array(int size) =>
        from items in Value(size / 3).ListOf(0, 3)
        from space in Gen.Elements(Spaces)
        select $"[{space}{string.Join($"{space},", items)}]";

    static Gen<string> Object(int size) =>
        from members in Member(size / 3).ListOf(0, 3)
        from space in Gen.Elements(Spaces)
        select $"{{{space}{string.Join($",{space}", members)}{space}}}";

    static Gen<string> Member(int size) =>
        from name in Gen.Elements(Names)
        from space in Gen.Elements(Spaces)
        from value in Value(size)
        select $"{name}{space}:{value}";
}
