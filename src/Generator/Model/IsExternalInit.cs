namespace System.Runtime.CompilerServices;

// What the compiler asks for before it allows records, and netstandard2.0 lacks.
internal static class IsExternalInit;
