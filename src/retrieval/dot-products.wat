;; The dot products of one vector with many, four numbers at a time. dot-products.ts holds the compiled module;
;; tests/retrieval/wasm-modules.test.ts compiles this file, compares, and writes it anew with `-u`.
(module
  ;; The vector, then the rows, then room for one result a row; all numbers are f32.
  (import "caller" "memory" (memory 1))
  (func (export "dotProducts") (param $width i32) (param $rows i32)
    (local $row i32) (local $rowsEnd i32) (local $result i32)
    (local $at i32) (local $blocksEnd i32) (local $vectorEnd i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $sum f32)

    (local.set $vectorEnd (i32.shl (local.get $width) (i32.const 2)))
    (local.set $blocksEnd (i32.and (local.get $vectorEnd) (i32.const -64)))
    (local.set $row (local.get $vectorEnd))
    (local.set $rowsEnd
      (i32.add (local.get $row) (i32.mul (local.get $rows) (local.get $vectorEnd))))
    (local.set $result (local.get $rowsEnd))

    (block $done
      (loop $nextRow
        (br_if $done (i32.ge_u (local.get $row) (local.get $rowsEnd)))
        (local.set $at (i32.const 0))
        ;; Four sums that do not wait for each other, of four numbers each: 16 numbers a turn.
        (local.set $a (v128.const f32x4 0 0 0 0))
        (local.set $b (v128.const f32x4 0 0 0 0))
        (local.set $c (v128.const f32x4 0 0 0 0))
        (local.set $d (v128.const f32x4 0 0 0 0))
        (block $blocksDone
          (loop $nextBlock
            (br_if $blocksDone (i32.ge_u (local.get $at) (local.get $blocksEnd)))
            (local.set $a (f32x4.add (local.get $a)
              (f32x4.mul (v128.load (local.get $at)) (v128.load (local.get $row)))))
            (local.set $b (f32x4.add (local.get $b)
              (f32x4.mul (v128.load offset=16 (local.get $at)) (v128.load offset=16 (local.get $row)))))
            (local.set $c (f32x4.add (local.get $c)
              (f32x4.mul (v128.load offset=32 (local.get $at)) (v128.load offset=32 (local.get $row)))))
            (local.set $d (f32x4.add (local.get $d)
              (f32x4.mul (v128.load offset=48 (local.get $at)) (v128.load offset=48 (local.get $row)))))
            (local.set $at (i32.add (local.get $at) (i32.const 64)))
            (local.set $row (i32.add (local.get $row) (i32.const 64)))
            (br $nextBlock)))
        (local.set $a (f32x4.add
          (f32x4.add (local.get $a) (local.get $b))
          (f32x4.add (local.get $c) (local.get $d))))
        (local.set $sum (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $a)) (f32x4.extract_lane 1 (local.get $a)))
          (f32.add (f32x4.extract_lane 2 (local.get $a)) (f32x4.extract_lane 3 (local.get $a)))))
        ;; What is left of a width that 16 does not divide.
        (block $restDone
          (loop $nextNumber
            (br_if $restDone (i32.ge_u (local.get $at) (local.get $vectorEnd)))
            (local.set $sum (f32.add (local.get $sum)
              (f32.mul (f32.load (local.get $at)) (f32.load (local.get $row)))))
            (local.set $at (i32.add (local.get $at) (i32.const 4)))
            (local.set $row (i32.add (local.get $row) (i32.const 4)))
            (br $nextNumber)))
        (f32.store (local.get $result) (local.get $sum))
        (local.set $result (i32.add (local.get $result) (i32.const 4)))
        (br $nextRow)))))
