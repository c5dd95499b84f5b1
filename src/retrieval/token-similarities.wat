;; The cosine similarities of a question's tokens with a paragraph's, which are kept in 3 bits a number and decoded here.
;; token-similarities.ts holds the compiled module; tests/retrieval/wasm-modules.test.ts compiles this file, compares, and
;; writes it anew with `-u`.
(module
  (import "caller" "memory" (memory 1))
  (func (export "tokenSimilarities")
    ;; Numbers of a vector, a multiple of 8; blocks of four question tokens; tokens of the paragraph.
    (param $dimensions i32) (param $blocks i32) (param $tokens i32)
    ;; What code 0 of each number stands for, and behind it what each further code adds; all f32.
    (param $levels i32)
    ;; The question's tokens, a block after another: of its four tokens the first four numbers each, then the next.
    (param $question i32)
    ;; Room for one decoded token.
    (param $row i32)
    ;; The codes, 8 numbers in 3 bytes. One byte behind the last is read too.
    (param $codes i32)
    ;; For each token of the paragraph one f32 for each of the question.
    (param $results i32)
    (local $token i32) (local $at i32) (local $level i32) (local $bytes i32) (local $end i32)
    (local $block i32) (local $query i32)
    (local $code v128) (local $value v128) (local $squares v128) (local $norm v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)

    (local.set $bytes (i32.shl (local.get $dimensions) (i32.const 2)))
    (local.set $end (i32.add (local.get $row) (local.get $bytes)))

    (block $done
      (loop $nextToken
        (br_if $done (i32.ge_u (local.get $token) (local.get $tokens)))

        ;; Decodes the token.
        (local.set $at (local.get $row))
        (local.set $level (local.get $levels))
        (local.set $squares (v128.const f32x4 0 0 0 0))
        (loop $nextGroup
          (local.set $code (i32x4.splat (i32.load (local.get $codes))))
          (local.set $codes (i32.add (local.get $codes) (i32.const 3)))

          ;; The multiplication brings the three bits of each number to the top.
          (local.set $value (f32x4.add
            (v128.load (local.get $level))
            (f32x4.mul
              (v128.load (i32.add (local.get $level) (local.get $bytes)))
              (f32x4.convert_i32x4_u (i32x4.shr_u
                (i32x4.mul (local.get $code) (v128.const i32x4 0x20000000 0x04000000 0x00800000 0x00100000))
                (i32.const 29))))))
          (v128.store (local.get $at) (local.get $value))
          (local.set $squares (f32x4.add (local.get $squares) (f32x4.mul (local.get $value) (local.get $value))))

          (local.set $value (f32x4.add
            (v128.load offset=16 (local.get $level))
            (f32x4.mul
              (v128.load offset=16 (i32.add (local.get $level) (local.get $bytes)))
              (f32x4.convert_i32x4_u (i32x4.shr_u
                (i32x4.mul (local.get $code) (v128.const i32x4 0x00020000 0x00004000 0x00000800 0x00000100))
                (i32.const 29))))))
          (v128.store offset=16 (local.get $at) (local.get $value))
          (local.set $squares (f32x4.add (local.get $squares) (f32x4.mul (local.get $value) (local.get $value))))

          (local.set $level (i32.add (local.get $level) (i32.const 32)))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br_if $nextGroup (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $norm (f32x4.splat (f32.sqrt (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $squares)) (f32x4.extract_lane 1 (local.get $squares)))
          (f32.add (f32x4.extract_lane 2 (local.get $squares)) (f32x4.extract_lane 3 (local.get $squares)))))))

        ;; Compares it with four of the question's tokens at a time.
        (local.set $query (local.get $question))
        (local.set $block (i32.const 0))
        (block $blocksDone
          (loop $nextBlock
            (br_if $blocksDone (i32.ge_u (local.get $block) (local.get $blocks)))
            (local.set $at (local.get $row))
            (local.set $a (v128.const f32x4 0 0 0 0))
            (local.set $b (v128.const f32x4 0 0 0 0))
            (local.set $c (v128.const f32x4 0 0 0 0))
            (local.set $d (v128.const f32x4 0 0 0 0))
            (loop $nextNumbers
              (local.set $value (v128.load (local.get $at)))
              (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $value) (v128.load (local.get $query)))))
              (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $value) (v128.load offset=16 (local.get $query)))))
              (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $value) (v128.load offset=32 (local.get $query)))))
              (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $value) (v128.load offset=48 (local.get $query)))))
              (local.set $value (v128.load offset=16 (local.get $at)))
              (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $value) (v128.load offset=64 (local.get $query)))))
              (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $value) (v128.load offset=80 (local.get $query)))))
              (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $value) (v128.load offset=96 (local.get $query)))))
              (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $value) (v128.load offset=112 (local.get $query)))))
              (local.set $query (i32.add (local.get $query) (i32.const 128)))
              (local.set $at (i32.add (local.get $at) (i32.const 32)))
              (br_if $nextNumbers (i32.lt_u (local.get $at) (local.get $end))))
            ;; The four numbers of each sum are added by turning rows into columns.
            (local.set $value (i8x16.shuffle 0 1 2 3 16 17 18 19 8 9 10 11 24 25 26 27 (local.get $a) (local.get $b)))
            (local.set $a (f32x4.add (local.get $value)
              (i8x16.shuffle 4 5 6 7 20 21 22 23 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
            (local.set $value (i8x16.shuffle 0 1 2 3 16 17 18 19 8 9 10 11 24 25 26 27 (local.get $c) (local.get $d)))
            (local.set $c (f32x4.add (local.get $value)
              (i8x16.shuffle 4 5 6 7 20 21 22 23 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
            (v128.store (local.get $results) (f32x4.div
              (f32x4.add
                (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $c))
                (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $c)))
              (local.get $norm)))
            (local.set $results (i32.add (local.get $results) (i32.const 16)))
            (local.set $block (i32.add (local.get $block) (i32.const 1)))
            (br $nextBlock)))

        (local.set $token (i32.add (local.get $token) (i32.const 1)))
        (br $nextToken)))))
