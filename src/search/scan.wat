;; Scalar products of one int8 vector with `count` rows, as 32-bit integers. Vectors are `width` bytes, a multiple of 16.
(module
  (memory (export "memory") 1)
  (func (export "scan")
    (param $rows i32) (param $query i32) (param $out i32) (param $count i32) (param $width i32)
    (local $i i32) (local $a v128) (local $b v128) (local $sum v128)
    (loop $row
      (if (local.get $count)
        (then
          (local.set $sum (v128.const i32x4 0 0 0 0))
          (local.set $i (i32.const 0))
          (loop $part
            (local.set $a (v128.load (i32.add (local.get $rows) (local.get $i))))
            (local.set $b (v128.load (i32.add (local.get $query) (local.get $i))))
            ;; Sixteen products a turn: bytes widened to 16 bits, multiplied and added up in pairs.
            (local.set $sum
              (i32x4.add (local.get $sum)
                (i32x4.add
                  (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $a)) (i16x8.extend_low_i8x16_s (local.get $b)))
                  (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $a)) (i16x8.extend_high_i8x16_s (local.get $b))))))
            (local.set $i (i32.add (local.get $i) (i32.const 16)))
            (br_if $part (i32.lt_u (local.get $i) (local.get $width))))
          (i32.store (local.get $out)
            (i32.add
              (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
              (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
          (local.set $rows (i32.add (local.get $rows) (local.get $width)))
          (local.set $out (i32.add (local.get $out) (i32.const 4)))
          (local.set $count (i32.sub (local.get $count) (i32.const 1)))
          (br $row))))))
